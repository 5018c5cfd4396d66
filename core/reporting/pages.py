"""What pages show of reports, and how they answer one."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from core.forms import attempt
from core.reporting.forms import ReportForm
from core.reporting.models import Report
from core.workflow.lifecycle import Transition

REPORTS = ("updates__proofs", "updates__by")  # what templates/ui/reporting/updates.html reads of a Reportable


@dataclass(frozen=True)
class ReportedLine:
    """What was reported of a Reportable, the last one behind, and what this person may do about it; `reports`: whether
    they report."""

    updates: list[Report]
    reports: bool
    verbs: list[Transition]

    @property
    def last(self) -> Report | None:
        """The last report; None without one."""
        return self.updates[-1] if self.updates else None


def answered(request, form: ReportForm, report: Callable[..., Report], *, back: str) -> HttpResponseRedirect | None:
    """Carry out `report` with what the `form` says and sends; then to `back`. None where the page is shown: it asks
    first, or keeps what was typed."""
    if not (form.is_valid() and attempt(form, lambda: report(**form.said, **form.sent))):
        return None
    messages.success(request, _("Thank you: the report is in."))
    return redirect(back)
