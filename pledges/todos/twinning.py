"""What twinnings ask of both sides, of the unit that judges them, of the department (N12)."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from core.choices import Role
from core.todos import Waiting, gathered, rule
from pledges.addresses import correction_address, help_address, listed, records_address, twinning_address
from pledges.choices import TwinningWaits
from pledges.queries.twinnings import waiting

PAIR = ("helped__name", "helper__name", "helper_post", "helper_name")


@rule(Role.BRANCH)
@rule(Role.UNIT)
@rule(Role.DEPARTMENT)
def to_agree(place, scope):
    """Proposals to which the side at the place has not agreed."""
    found = waiting.to_agree(place, scope).order_by("pk").values_list("pk", "proposed_at", *PAIR)
    yield from gathered(
        (Waiting(_pair(*pair), (pk,), since) for pk, since, *pair in found),
        lambda count: ngettext(
            "%(count)d twinning is proposed: agree or decline.",
            "%(count)d twinnings are proposed: agree or decline.",
            count,
        ),
        action=pgettext("twinning", "Agree"),
        address=twinning_address,
        **_facts(place, TwinningWaits.AGREE),
    )


@rule(Role.BRANCH)
@rule(Role.UNIT)
@rule(Role.DEPARTMENT)
def to_confirm(place, scope):
    """Records of help that somebody else wrote, for the helped side."""
    rows = waiting.to_confirm(place, scope).order_by("twinning", "on", "pk")
    found = list(rows.values_list("twinning", "at", "on", "twinning__helped__name"))
    yield from gathered(
        (Waiting(_on_day(name, on), (pk,), since) for pk, since, on, name in found),
        lambda count: ngettext(
            "%(count)d record of help is to be confirmed.", "%(count)d records of help are to be confirmed.", count
        ),
        action=pgettext("record of help", "Confirm"),
        address=records_address,
        **_facts(place, TwinningWaits.CONFIRM, among=found),
    )


@rule(Role.BRANCH)
@rule(Role.UNIT)
def to_correct(place, scope):
    """Records of help that came back to who wrote them."""
    rows = waiting.to_correct(place, scope).order_by("twinning", "on", "pk")
    found = list(rows.values_list("twinning", "pk", "on", "twinning__helped__name", "reason"))
    yield from gathered(
        (Waiting(_on_day(name, on), (twinning, pk), note=why) for twinning, pk, on, name, why in found),
        lambda count: ngettext(
            "%(count)d record of help came back: correct it and hand it in again.",
            "%(count)d records of help came back: correct them and hand them in again.",
            count,
        ),
        action=_("Correct it"),
        address=correction_address,
        is_form=True,
        **_facts(place, TwinningWaits.RETURNED, among=found),
    )


@rule(Role.BRANCH)
@rule(Role.UNIT)
def to_record(place, scope):
    """Twinnings in force of which the helping side has recorded nothing for too long."""
    found = waiting.to_record(place, scope).order_by("heard", "pk").values_list("pk", "heard", *PAIR)
    yield from gathered(
        (Waiting(_pair(*pair), (pk,), heard) for pk, heard, *pair in found),
        lambda count: ngettext(
            "%(count)d twinning has had no record for long: help, and record it.",
            "%(count)d twinnings have had no record for long: help, and record it.",
            count,
        ),
        action=_("Record help"),
        address=help_address,
        is_form=True,
        **_facts(place, TwinningWaits.SILENT),
    )


@rule(Role.UNIT)
@rule(Role.DEPARTMENT)
def to_judge(place, scope):
    """Twinnings past their end of which nobody said what they achieved."""
    found = waiting.to_judge(place, scope).order_by("ends_on", "pk").values_list("pk", "ends_on", *PAIR)
    yield from gathered(
        (Waiting(_pair(*pair), (pk,), ends_on) for pk, ends_on, *pair in found),
        lambda count: ngettext(
            "%(count)d twinning is past its end: say what it achieved.",
            "%(count)d twinnings are past their end: say what they achieved.",
            count,
        ),
        action=_("Say the result"),
        address=twinning_address,
        **_facts(place, TwinningWaits.RESULT),
    )


@rule(Role.UNIT)
@rule(Role.DEPARTMENT)
def to_replace(place, scope):
    """Twinnings in force whose helping branch lags by now."""
    found = waiting.to_replace(place, scope).order_by("starts_on", "pk").values_list("pk", *PAIR)
    yield from gathered(
        (Waiting(_pair(*pair), (pk,)) for pk, *pair in found),
        lambda count: ngettext(
            "%(count)d twinning has a helper at the lowest tier: end it, and propose another one.",
            "%(count)d twinnings have a helper at the lowest tier: end them, and propose others.",
            count,
        ),
        action=pgettext("twinning", "End it"),
        address=twinning_address,
        **_facts(place, TwinningWaits.HELPER),
    )


def _facts(place, waits, *, among=()):
    """What the to-dos of a place have in common: who acts, by which rule, and the list of just what they name; of
    records `among` one twinning, where they stand on its page."""
    twinnings = {twinning for twinning, *_rest in among}
    url = records_address(*twinnings) if len(twinnings) == 1 else listed("twinnings", unit=place.code, waits=waits)
    return {"who": _actor_at(place), "rule": "R35", "url": url}


def _actor_at(place):
    if place.is_university:
        return Role.DEPARTMENT
    return Role.UNIT if place.is_unit else Role.BRANCH


def _pair(helped, helper, post, name):
    """Who is helped by whom."""
    return _("%(helped)s, helped by %(helper)s") % {"helped": helped, "helper": helper or f"{post}{name}"}


def _on_day(name, on):
    return _("%(name)s, %(day)s") % {"name": name, "day": date_format(on)}
