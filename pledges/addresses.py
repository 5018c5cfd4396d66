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


def benchmark_address(pk: int) -> str:
    """The page of a benchmark."""
    return reverse("pledges:benchmark", args=[pk])


def benchmark_decision_address(pk: int, verb: str) -> str:
    """Where the exception of a benchmark is asked for or decided, and where it ends."""
    return reverse("pledges:benchmark_decide", args=[pk, verb])


def benchmark_new_address(code: str) -> str:
    """Where a branch chooses whom it follows."""
    return reverse("pledges:benchmark_new", args=[code])


def twinning_address(pk: int) -> str:
    """The page of a twinning."""
    return reverse("pledges:twinning", args=[pk])


def records_address(pk: int) -> str:
    """Where the records of help stand on the page of a twinning."""
    return f"{twinning_address(pk)}#records"


def help_address(pk: int) -> str:
    """Where help is recorded."""
    return reverse("pledges:help_record_new", args=[pk])


def correction_address(pk: int, record: int) -> str:
    """Where a record of help that came back is corrected."""
    return reverse("pledges:help_record_correct", args=[pk, record])


def meeting_address(pk: int) -> str:
    """The page of a review meeting."""
    return reverse("pledges:meeting", args=[pk])


def twinning_new_address(code: str) -> str:
    """Where a helper of a branch is proposed."""
    return reverse("pledges:twinning_new", args=[code])


def meeting_new_address(code: str) -> str:
    """Where a unit records a review meeting."""
    return reverse("pledges:meeting_new", args=[code])


BEGUN = {"benchmark": benchmark_new_address, "helper": twinning_new_address, "meeting": meeting_new_address}


def first_address(kind: str, code: str) -> str:
    """Where an organisation begins what it owes (choices.DutyKind)."""
    return BEGUN[kind](code) if kind in BEGUN else new_address(kind, code)


def entry_address(pk: int) -> str:
    """The page of an entry of the showcase."""
    return reverse("pledges:showcase_entry", args=[pk])


def entry_edit_address(pk: int) -> str:
    """Where an entry of the showcase is written."""
    return reverse("pledges:showcase_edit", args=[pk])
