"""The forms of a report: its texts by kind, a file, the opinion of the unit, what is found half-way."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.attachments.fields import AttachmentField
from core.days import months_after
from core.forms import DateField, LinkField, TextField, attempt
from core.forms.versions import VersionedForm
from core.models import TEXT
from core.workflow.forms import REASON, few_lines
from projects.actions import reports as actions
from projects.actions.common import hold
from projects.actions.reports.midterm import correction_months
from projects.choices import MidtermResult, ProjectState
from projects.models import ProjectReport
from projects.texts import headings_of

FOUND = (MidtermResult.PASSED, MidtermResult.CORRECT, MidtermResult.STOPPED)


class ReportTextForm(VersionedForm):
    """What a report says; all of it may be written later. `report`: one that is owed may have no row yet."""

    def __init__(self, data=None, *, report: ProjectReport):
        self.report = report
        super().__init__(data, initial=dict(report.content))
        for one in headings_of(report.kind):
            self.fields[one.name] = TextField(
                label=one.label,
                help_text=one.hint,
                max_length=TEXT,
                required=False,
                widget=forms.Textarea({"rows": 5}),
            )
        facts = {"project": report.project, "kind": report.kind, "number": report.number}
        self.watch(ProjectReport.history.filter(**facts))

    def values_of(self, entry):
        """The texts stand in the content."""
        return entry.content

    def save(self, *, by) -> ProjectReport | None:
        """Write it. Returns the report; None with the refusal among the errors."""
        return attempt(self, lambda: self._save(by))

    def _save(self, by):
        report = self.report
        hold(report.project)
        self.refuse_stale()
        facts = {"project": report.project, "kind": report.kind, "number": report.number}
        return actions.write(**facts, content=self.cleaned_data, by=by)


class ReportFileForm(forms.Form):
    """A file or a link that belongs to a report."""

    file = AttachmentField(label=_("File"), required=False)
    link = LinkField(label=_("Link"), required=False)


class OpinionForm(forms.Form):
    """What the unit says of a final report."""

    opinion = TextField(label=_("Opinion of the unit"), max_length=REASON, widget=few_lines())


class MidtermForm(forms.Form):
    """What is found half-way."""

    result = forms.ChoiceField(
        label=_("Result"), choices=[(one.value, one.label) for one in FOUND], widget=forms.RadioSelect
    )
    correct_by = DateField(
        label=_("To be corrected by"),
        required=False,
        help_text=_("Only where something is to be corrected: the day of the re-check."),
    )
    reason = TextField(
        label=_("Reason"),
        max_length=REASON,
        required=False,
        widget=few_lines(),
        help_text=_("Needed unless it is passed: what is to be corrected, why it is stopped."),
    )

    def __init__(self, data=None, *, report: ProjectReport):
        super().__init__(data)
        self.initial["correct_by"] = months_after(timezone.localdate(), correction_months(report.project))
        if report.project.state == ProjectState.CORRECTING:  # the re-check: once
            del self.fields["correct_by"]
            left = [(one.value, one.label) for one in FOUND if one != MidtermResult.CORRECT]
            self.fields["result"].choices = left

    def clean_result(self):
        return MidtermResult(self.cleaned_data["result"])
