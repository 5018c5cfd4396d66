"""Where plans are listed, read, written and decided: addresses for to-dos and other pages."""

from django.urls import reverse
from django.utils.http import urlencode


def listed(name="plans", **filters) -> str:
    """The list of plans (or of measures, or duties), filtered."""
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


def benchmark_new_address(code: str) -> str:
    """Where a branch chooses whom it follows."""
    return f"/benchmarks/new/{code}/"


def twinning_new_address(code: str) -> str:
    """Where a helper of a branch is proposed."""
    return f"/twinning/new/{code}/"


def meeting_new_address(code: str) -> str:
    """Where a unit records a review meeting."""
    return f"/meetings/new/{code}/"


BEGUN = {"benchmark": benchmark_new_address, "helper": twinning_new_address, "meeting": meeting_new_address}


def first_address(kind: str, code: str) -> str:
    """Where an organisation begins what it owes (choices.DutyKind)."""
    return BEGUN[kind](code) if kind in BEGUN else new_address(kind, code)


# not for readers
FORMS = frozenset(
    {decision_address, edit_address, look_back_address, new_address, report_address, twinning_new_address}
)
