"""Where plans are listed, read, written and decided: addresses for to-dos and other pages."""

from django.urls import reverse
from django.utils.http import urlencode


def listed(name="plans", **filters) -> str:
    """The list of plans (or of measures), filtered."""
    asked = urlencode({key: value for key, value in filters.items() if value})
    return reverse(f"pledges:{name}") + (f"?{asked}" if asked else "")


def plan_address(pk: int) -> str:
    """The page of a plan."""
    return reverse("pledges:plan", args=[pk])


def version_address(pk: int, number: int) -> str:
    """The page of a version of a plan: what it changes, and where it is decided."""
    return reverse("pledges:plan_version", args=[pk, number])


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


def entry_address(pk: int) -> str:
    """The page of an entry of the showcase."""
    return reverse("pledges:showcase_entry", args=[pk])


def entry_edit_address(pk: int) -> str:
    """Where an entry of the showcase is written."""
    return reverse("pledges:showcase_edit", args=[pk])


FORMS = frozenset({decision_address, edit_address, look_back_address, new_address, report_address})  # not for readers
