"""How the to-dos about plans are put together: many of a kind are one, with their number and the first names."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from typing import NamedTuple

from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from core.choices import Role
from core.todos import NAMED, Todo
from pledges.choices import PlanKind

WRITE = {
    PlanKind.PLEDGE: _("Write the pledge"),
    PlanKind.ACTIVITY: _("Write the activity plan"),
    PlanKind.RECTIFICATION: _("Write the rectification"),
    PlanKind.UNIT: _("Write the unit's plan"),
}


def plan_address(pk: int) -> str:
    """The page of a plan."""
    return reverse("pledges:plan", args=[pk])


def decision_address(pk: int, verb: str) -> str:
    """Where a plan goes through one of its transitions."""
    return reverse("pledges:plan_decide", args=[pk, verb])


def edit_address(pk: int) -> str:
    """Where the text of a plan is written."""
    return reverse("pledges:plan_edit", args=[pk])


def new_address(kind: str, code: str) -> str:
    """Where an organisation begins a plan."""
    return reverse("pledges:plan_new", args=[kind, code])


def report_address(pk: int, number: int) -> str:
    """Where the measure of that number is reported."""
    return reverse("pledges:measure_report", args=[pk, number])


def measure_address(pk: int, number: int) -> str:
    """Where a measure stands on the page of its plan."""
    return f"{plan_address(pk)}#measure-{number}"


def look_back_address(pk: int) -> str:
    """Where a settled rectification is looked back at."""
    return reverse("pledges:plan_look_back", args=[pk])


class Waiting(NamedTuple):
    """One of many things to do: its name, what its address takes, since when it waits (None: not known)."""

    label: str
    args: tuple
    since: date | datetime | None = None


def gathered(
    found: Iterable[Waiting],
    sentence: Callable[[int], str],
    *,
    who: Role,
    action: str,
    rule: str,
    url: str,
    address: Callable[..., str] = plan_address,
    notes: tuple[str, ...] = (),
) -> Iterator[Todo]:
    """One Todo of everything `found`, none of nothing: `sentence` of their number, the first by name.

    `address`: gives the address of each; `url`: the list of them all, where there are several.
    """
    found = list(found)
    if found:
        names = tuple((one.label, address(*one.args)) for one in found[:NAMED])
        yield Todo(
            sentence(len(found)) % {"count": len(found)},
            who,
            names[0][1] if len(found) == 1 else url,
            action,
            rule=rule,
            since=min(filter(None, (_day(one.since) for one in found)), default=None),
            notes=notes,
            names=names,
            more=len(found) - len(names),
        )


def _day(moment):
    return timezone.localdate(moment) if isinstance(moment, datetime) else moment


def listed(name="plans", **filters) -> str:
    """The list of plans (or of measures), filtered."""
    asked = urlencode({key: value for key, value in filters.items() if value})
    return reverse(f"pledges:{name}") + (f"?{asked}" if asked else "")


def maker_at(place) -> Role:
    """Who makes the plans of an organisation; a 直属党支部 is led by its unit's secretary."""
    return Role.UNIT if place.is_unit else Role.BRANCH


def reviewer_at(place) -> Role:
    """Who reviews at a place: the department at the university, the secretary at a base organisation."""
    return Role.DEPARTMENT if place.is_university else Role.UNIT
