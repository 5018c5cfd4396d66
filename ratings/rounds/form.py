"""A rating round: the department's form. What is fixed by now is shown disabled."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import DateField, LineField, attempt, stored
from core.forms.versions import VersionedForm
from core.validators import CODE
from ratings import actions
from ratings.actions.rounds import has_official
from ratings.models import Campaign


class RoundForm(VersionedForm):
    """A rating round; date and mark of a baseline with official ratings are fixed (R2)."""

    code = LineField(label=_("Code"), max_length=20, validators=[CODE], help_text=_("Identifies for ever."))
    name = LineField(label=_("Name"), max_length=100)
    reference_date = DateField(label=_("Reference date"), help_text=_("From this day on its ratings count (R3)."))
    opens_on = DateField(label=_("Opens on"), required=False, help_text=_("Empty: from now on."))
    closes_on = DateField(label=_("Closes on"), required=False, help_text=_("The last day to submit. Empty: no end."))
    is_baseline = forms.BooleanField(
        label=_("Baseline"), required=False, help_text=_("Where the campaign starts from: its cohorts are formed here.")
    )

    def __init__(self, data=None, *, campaign: Campaign, round_=None):
        super().__init__(data, initial=stored(round_, self.base_fields))
        self.campaign, self.round = campaign, round_
        self.is_official = round_ is not None and has_official(round_)
        if round_ is None:
            del self.fields["is_baseline"]
        else:
            self.fields["code"].disabled = True
            self.fields["is_baseline"].disabled = round_.is_baseline or self.is_official
            self.fields["reference_date"].disabled = round_.is_baseline and self.is_official
            self.watch(round_.history)

    def save(self, *, by):
        """Open or change the round. Returns it, or None with the refusal among the errors."""
        return attempt(self, lambda: self._save(by))

    def _save(self, by):
        values = dict(self.cleaned_data)
        if self.round is None:
            return actions.open_round(campaign=self.campaign, by=by, **values)
        del values["code"]
        return actions.change_round(round_=self.round, by=by, **values)
