"""When a twinning or a record of help is refused, and in which words (N12, R35)."""

from datetime import date
from functools import partial

from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from branches.choices import BRANCH_KINDS
from core.validators import refuse, told_at_once
from pledges.choices import HelperKind, RecordState, TwinningState
from pledges.models import HelpRecord, Twinning
from pledges.rules.overlap import clash, pair_of
from ratings.choices import Tier
from ratings.queries.cohort import tier_of


def check_proposal(twinning: Twinning, *, today: date) -> None:
    """Whether `twinning` can be proposed `today`. Raises: ValidationError with everything that speaks against it."""
    with_today = partial(check_sides, twinning, today=today), partial(check_days, twinning, today=today)
    told_at_once(*with_today, partial(check_post, twinning), partial(check_overlap, twinning))


def check_sides(twinning: Twinning, *, today: date) -> None:
    """Whether its helper can help its helped branch from `today` on. Raises: ValidationError."""
    if twinning.helped.kind not in BRANCH_KINDS:
        refuse("helped", _("Only a branch is helped."))
    _check_open("helped", twinning.helped, today)
    if twinning.helper_kind == HelperKind.BRANCH:
        _check_helper(twinning, today)
    elif not twinning.helper_name:
        refuse("helper_name", _("Say who helps."))


def check_post(twinning: Twinning) -> None:
    """Whether a proposal says which post its leader holds; a workbook does not. Raises: ValidationError."""
    if twinning.helper_kind == HelperKind.LEADER and not twinning.helper_post:
        refuse("helper_post", _("Say which post the leader holds."))


def check_days(twinning: Twinning, *, today: date) -> None:
    """Whether a proposal made `today` can be for its days. Raises: ValidationError."""
    wrong = {}
    if twinning.starts_on < today:
        wrong["starts_on"] = _("It starts today at the earliest.")
    if twinning.ends_on <= twinning.starts_on:
        wrong["ends_on"] = _("It ends after the day on which it starts.")
    if wrong:
        raise ValidationError(wrong)


def check_overlap(twinning: Twinning) -> None:
    """Whether the pair has no other twinning on some of the same days. Raises: ValidationError."""
    rows = Twinning.objects.filter(helped=twinning.helped).exclude(pk=twinning.pk)
    pairs = (one for one in rows if pair_of(one) == pair_of(twinning))
    if other := next((one for one in pairs if clash(twinning, one)), None):
        sentence = _("There is one of the two for these days already: %(other)s, from %(begin)s to %(end)s.")
        refuse(
            "helper" if twinning.helper else "helper_name",
            sentence,
            other=other,
            begin=date_format(other.starts_on),
            end=date_format(other.ends_on) if other.ends_on else "—",
        )


def check_not_over(twinning: Twinning, *, today: date) -> None:
    """Whether what is agreed `today` is in force on some day. Raises: ValidationError."""
    if twinning.ends_on and twinning.ends_on <= max(today, twinning.starts_on):
        sentence = _("It would have ended on %(day)s: decline it, and propose it for other days.")
        raise ValidationError(sentence % {"day": date_format(twinning.ends_on)})


def check_running(twinning: Twinning) -> None:
    """Whether help is recorded of `twinning`. Raises: ValidationError."""
    if twinning.state == TwinningState.PROPOSED:
        raise ValidationError(_("Both sides have not agreed yet: nothing is recorded."))
    if twinning.state == TwinningState.ENDED:
        raise ValidationError(_("It has ended: nothing more is recorded."))


def check_open(twinning: Twinning) -> None:
    """Whether what was recorded of `twinning` is still decided: not once an organisation of it was closed. Raises:
    ValidationError."""
    if twinning.state_before:
        raise ValidationError(
            _("The twinning ended with its organisation, which was closed: its records stay as they are.")
        )


def check_record(record: HelpRecord, *, today: date) -> None:
    """Whether help was given on the day of `record`, and is told once. Raises: ValidationError."""
    told_at_once(partial(check_record_day, record, today=today), partial(check_told_once, record))


def check_record_day(record: HelpRecord, *, today: date) -> None:
    """Whether the day of `record` lies within its twinning and not ahead. Raises: ValidationError."""
    twinning = record.twinning
    if record.on > today:
        refuse("on", _("The day lies ahead: a record tells what was done."))
    if record.on < twinning.starts_on:
        refuse("on", _("It began on %(day)s: help is recorded from then on."), day=date_format(twinning.starts_on))
    if twinning.ends_on and record.on >= twinning.ends_on:
        refuse("on", _("It ended on %(day)s: help is recorded for the days before."), day=date_format(twinning.ends_on))


def check_told_once(record: HelpRecord) -> None:
    """Whether the same is not told for that day already. Raises: ValidationError."""
    others = record.twinning.records.filter(on=record.on, text=record.text).exclude(pk=record.pk)
    if others.exclude(state=RecordState.RETURNED).exists():
        refuse("text", _("This is recorded for that day already: for a further record say what is new in it."))


def _check_helper(twinning, today):
    helper = twinning.helper
    if helper is None:
        refuse("helper", _("Choose the branch that helps."))
    if helper.pk == twinning.helped.pk:
        refuse("helper", _("A branch cannot help itself."))
    if helper.kind not in BRANCH_KINDS:
        refuse("helper", _("Choose the branch that helps."))
    _check_open("helper", helper, today)
    if tier_of(helper, today) == Tier.LAGGING:
        refuse("helper", _("%(name)s stands at the lowest tier itself: it cannot help (R35)."), name=helper.name)


def _check_open(field, organisation, today):
    if not organisation.is_open_on(today):
        sentence = _("%(name)s was closed on %(day)s.")
        refuse(field, sentence, name=organisation.name, day=date_format(organisation.closed_on))
