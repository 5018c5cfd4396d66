"""What is asked when a plan is decided or reported: a reason, counts of a meeting, what was done."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import DateField, LineField, NumberField, TextField
from core.models import LINE, PERSON, TEXT
from core.reporting.forms import ReportForm
from core.workflow.forms import REASON, few_lines, reason_form
from pledges.choices import OF_PLEDGES, LookBackResult, PlanOutcome
from pledges.texts import RESOURCE_FIELDS, ResourceText

DueMoveRefusalForm = reason_form(_("Why the due day stays"))
TakingOffForm = reason_form(_("Reason for taking it off"))


class AssessmentForm(forms.Form):
    """How the pledge was kept, in one's own words."""

    text = TextField(label=_("How was it kept?"), max_length=TEXT, widget=few_lines())


class CountsForm(forms.Form):
    """The counts of a meeting."""

    on = DateField(label=_("Day of the meeting"))
    present = forms.IntegerField(label=_("People present"), min_value=1, max_value=9999)
    satisfied = forms.IntegerField(label=_("Satisfied"), min_value=0, max_value=9999)
    fairly = forms.IntegerField(label=_("Fairly satisfied"), min_value=0, max_value=9999)
    dissatisfied = forms.IntegerField(label=_("Not satisfied"), min_value=0, max_value=9999)

    def clean(self):
        """Nobody has two opinions."""
        values = super().clean()
        counts = [values.get(name) for name in ("satisfied", "fairly", "dissatisfied")]
        if None not in (*counts, values.get("present")) and sum(counts) > values["present"]:
            self.add_error("present", _("More opinions than people present."))
        return values


class OutcomeForm(forms.Form):
    """What became of a pledge."""

    outcome = forms.ChoiceField(
        label=_("Outcome"), choices=[(one.value, one.label) for one in OF_PLEDGES], widget=forms.RadioSelect
    )
    reason = TextField(
        label=_("Reason for the outcome"),
        max_length=REASON,
        required=False,
        widget=few_lines(),
        help_text=_("Needed when it is not the proposed outcome. Not public."),
    )
    explanation = TextField(
        label=_("Explanation for the public"),
        max_length=TEXT,
        required=False,
        widget=few_lines(),
        help_text=_("Needed when it was not kept. Everybody reads it."),
    )

    def clean_outcome(self):
        return PlanOutcome(self.cleaned_data["outcome"])


class LookBackForm(forms.Form):
    """What was found some months after the settling."""

    on = DateField(label=_("Day of the look-back"))
    result = forms.ChoiceField(label=_("Result"), choices=LookBackResult, widget=forms.RadioSelect)
    note = TextField(label=_("What was found"), max_length=TEXT, widget=few_lines())


class MeasureReportForm(ReportForm):
    """What was done for one measure, and where it stands now when it is counted."""

    value = NumberField(label=_("Value now"), required=False, max_digits=12, decimal_places=2)
    completes = forms.BooleanField(label=_("With this the measure is done: please confirm it"), required=False)
    field_order = ("text", "on", "value")

    def __init__(self, data=None, files=None, *, measure, proofs):
        super().__init__(data, files, proofs=proofs, completes=measure.goal_value is None)
        if measure.goal_value is None:
            del self.fields["value"]


class DueMoveForm(forms.Form):
    """Another due day, and why."""

    new_day = DateField(label=_("New due day"))
    reason = TextField(label=_("Reason for the move"), max_length=REASON, widget=few_lines())


class ResourceForm(forms.Form):
    """What is brought in, from whom."""

    what = LineField(label=_("What"), max_length=LINE)
    source = LineField(label=_("From whom"), max_length=LINE, required=False)
    amount = NumberField(label=_("Amount (yuan)"), required=False, min_value=0, max_digits=12, decimal_places=2)
    person = LineField(label=_("Person"), max_length=PERSON, required=False)

    def resource(self):
        """The resource as values."""
        return ResourceText(**{name: self.cleaned_data[name] for name in RESOURCE_FIELDS})
