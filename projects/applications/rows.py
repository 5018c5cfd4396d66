"""What stands in rows in the form of an application: the team, the steps, the budget."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from core.forms import DateField, LineField, NumberField, RowFormSet
from core.models import LINE, PERSON
from projects.models.fields import DECIMALS, DIGITS, FEN
from projects.rules.applications import (
    LineText,
    MemberText,
    StepText,
    too_many,
)


class ApplicationRow(forms.Form):
    """A row that says by its hidden number which stored one it is; a subclass names the `said` it becomes."""

    said: type

    number = forms.IntegerField(required=False, min_value=1, max_value=9999, widget=forms.HiddenInput)

    def row(self):
        """What it says as values."""
        return self.said(**{name: self.cleaned_data[name] for name in self.fields if name != "DELETE"})


class MemberForm(ApplicationRow):
    """Somebody of the team: an account of one of `people`, or a name."""

    said = MemberText

    name = LineField(label=pgettext_lazy("person", "Name"), max_length=PERSON, required=False)
    user = forms.ModelChoiceField(
        label=gettext_lazy("Account"), queryset=None, required=False, empty_label=gettext_lazy("None")
    )
    post = LineField(label=gettext_lazy("Post, title or year"), max_length=PERSON, required=False)
    unit = LineField(label=gettext_lazy("Unit"), max_length=LINE, required=False)
    task = LineField(label=gettext_lazy("Part in the project"), max_length=LINE, required=False)

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = people

    def clean(self):
        """Who is chosen is named; nobody is no member."""
        values = super().clean()
        if chosen := values.get("user"):
            values["name"] = chosen.name
        if not values.get("name") and not self.errors:
            self.add_error("name", _("Enter the name, or choose the account."))
        return values


class StepForm(ApplicationRow):
    """A step."""

    said = StepText

    text = LineField(label=gettext_lazy("Step"), max_length=LINE)
    starts_on = DateField(label=pgettext_lazy("day", "From"), required=False)
    ends_on = DateField(label=pgettext_lazy("day", "Until"), required=False)
    deliverable = LineField(label=gettext_lazy("What comes out"), max_length=LINE, required=False)
    person = LineField(label=gettext_lazy("Person"), max_length=PERSON, required=False)

    def clean(self):
        """The days are in order."""
        values = super().clean()
        first, last = values.get("starts_on"), values.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("The step ends before it begins."))
        return values


class LineForm(ApplicationRow):
    """A budget line."""

    said = LineText

    use = LineField(label=gettext_lazy("Use"), max_length=PERSON)
    amount = NumberField(label=gettext_lazy("Amount (yuan)"), min_value=FEN, max_digits=DIGITS, decimal_places=DECIMALS)
    basis = LineField(label=gettext_lazy("Basis"), max_length=LINE, required=False)


class ApplicationRows(RowFormSet):
    """Rows known by their number, not more of them than an application has."""

    key = "number"

    def clean(self):
        """One more than there may be is refused, with what was typed kept."""
        if sentence := too_many(self.form.said, len(self.kept)):
            raise ValidationError(sentence)


MEMBER_ROWS = forms.formset_factory(MemberForm, ApplicationRows, extra=1, can_delete=True)
STEP_ROWS = forms.formset_factory(StepForm, ApplicationRows, extra=1, can_delete=True)
LINE_ROWS = forms.formset_factory(LineForm, ApplicationRows, extra=1, can_delete=True)
