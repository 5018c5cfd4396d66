"""Rating rounds: in order of their reference date, one of them the baseline (R2)."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.choices import EventKind
from core.log.acts import logged
from ratings import standings
from ratings.actions.campaigns import baseline_of, check, lock_campaign, planned, save
from ratings.choices import State
from ratings.models import Campaign, Rating, Round


@logged("open_round", EventKind.WRITE)
def open_round(
    *,
    campaign: Campaign,
    code: str,
    name: str,
    reference_date: date,
    opens_on: date | None = None,
    closes_on: date | None = None,
    by,
    reason: str = "",
) -> Round:
    """Open a round. The first of its campaign by date is the baseline, also when it is added later, unless another
    one was marked (R2).

    Raises: ValidationError for a round before a baseline that has official ratings (R2), a code that is taken, a
    second round of one date, dates out of order, or a baseline after a target's deadline.
    """
    lock_campaign(campaign)
    round_ = Round(campaign=campaign, code=code, name=name, reference_date=reference_date)
    round_.opens_on, round_.closes_on = opens_on, closes_on
    baseline = baseline_of(campaign)
    refuse_when_fixed(baseline, round_, days=_days(campaign) | {code: reference_date})
    first = campaign.rounds.order_by("reference_date").first()
    save(round_, by=by, reason=reason)
    if first is None or (first == baseline and reference_date < first.reference_date):
        mark(round_, former=baseline, by=by, reason=reason)
        settle(campaign, reference_date)
    return round_


@logged("change_round", EventKind.WRITE)
def change_round(
    *,
    round_: Round,
    name: str,
    reference_date: date,
    opens_on: date | None,
    closes_on: date | None,
    is_baseline: bool,
    by,
    reason: str = "",
) -> Round:
    """Change a round; its code stays. Figures are derived again when its date or the baseline's mark moves.

    Raises: ValidationError when the baseline's date should move while ratings of it are official (R31), or once it had
    such its mark should move or another round come to lie before it (R2); for a mark taken away instead of given to
    another round; dates out of order.
    """
    lock_campaign(round_.campaign)
    baseline = baseline_of(round_.campaign)
    moves = round_.reference_date != reference_date
    marks = is_baseline and not round_.is_baseline
    if round_.is_baseline and not is_baseline:
        raise ValidationError(_("A campaign needs a baseline: mark another round instead."))
    if marks:
        refuse_new_mark(baseline)
    if moves or marks:
        refuse_when_fixed(baseline, round_, days=_days(round_.campaign) | {round_.code: reference_date})
    round_.name, round_.reference_date, round_.opens_on, round_.closes_on = name, reference_date, opens_on, closes_on
    save(round_, by=by, reason=reason)
    if marks:
        mark(round_, former=baseline, by=by, reason=reason)
    if marks or moves:
        settle(round_.campaign, reference_date if round_.is_baseline else baseline.reference_date)
    return round_


def has_official(round_: Round) -> bool:
    """Whether the round has, or once had, official ratings (a cohort stays when a rating is reopened, R5)."""
    return Rating.objects.filter(Q(state=State.APPROVED) | Q(cohort_unit__isnull=False), round=round_).exists()


def official_now(round_: Round) -> int:
    """How many ratings of the round are official now."""
    return Rating.objects.filter(state=State.APPROVED, round=round_).count()


def refuse_new_mark(baseline: Round | None) -> None:
    """Once the baseline had official ratings its mark stays with it (R2). Raises: ValidationError."""
    if baseline and has_official(baseline):
        sentence = _("The baseline %(name)s has or had official ratings: no other round can become the baseline (R2).")
        raise ValidationError(sentence % {"name": baseline.name})


def refuse_when_fixed(baseline: Round | None, round_: Round, *, days: dict[str, date]) -> None:
    """Whether `round_` may have its day of `days` ({code of a round: its reference date as it is to be}).

    Once the baseline had official ratings no round comes to lie before it (R2); while ratings of it are official its
    own date stays (R31). Raises: ValidationError.
    """
    if baseline is None or not has_official(baseline):
        return
    if baseline.pk != round_.pk:
        _refuse_before(days[baseline.code], days[round_.code])
        return
    if count := official_now(baseline):
        sentence = _(
            "%(count)d ratings of the baseline %(name)s are official: reopen them before its date moves (R31)."
        )
        raise ValidationError(sentence % {"count": count, "name": baseline.name})
    _refuse_before(days[baseline.code], min(days.values()))


def _refuse_before(baseline_on, day):
    if day < baseline_on:
        raise ValidationError(
            _("The baseline of %(day)s has or had official ratings: no round can come before it any more (R2).")
            % {"day": date_format(baseline_on)}
        )


def _days(campaign):
    """{code of a round: its reference date}."""
    return dict(campaign.rounds.order_by().values_list("code", "reference_date"))


def mark(round_, *, former, by, reason) -> None:
    """Give `round_` the baseline's mark; cohorts are stored at approval, so it may have no official ratings yet."""
    if has_official(round_):
        raise ValidationError(
            _("%(name)s has official ratings and cannot become the baseline (R2).") % {"name": round_.name}
        )
    if former:
        former.is_baseline = False
        save(former, by=by, reason=reason)
    round_.is_baseline = True
    save(round_, by=by, reason=reason)


def settle(campaign, baseline_on) -> None:
    """After dates or the mark moved: deadlines still lie after the baseline, standings are derived again."""
    plans = [planned(target) for target in campaign.targets.all()]
    if plans:
        check(plans, baseline_on=baseline_on)
    standings.rebuild(campaign)
