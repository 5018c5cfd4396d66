"""A rating round: the department's form. What is fixed by now is shown disabled."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import DateField, LineField, attempt, stored
from core.forms.versions import VersionedForm
from core.validators import CODE
from ratings import actions
from ratings.actions.campaigns import lock_campaign
from ratings.actions.rounds import has_official, official_now
from ratings.models import Campaign
from ratings.queries.closing_warnings import of_moved_round


class RoundForm(VersionedForm):
    """A rating round; a baseline that had official ratings keeps its mark (R2), while it has some its date (R31)."""

    code = LineField(label=_("Code"), max_length=20, validators=[CODE], help_text=_("Identifies for ever."))
    name = LineField(label=_("Name"), max_length=100)
    reference_date = DateField(label=_("Reference date"), help_text=_("From this day on its ratings count (R3)."))
    opens_on = DateField(label=_("Opens on"), required=False, help_text=_("Empty: from now on."))
    closes_on = DateField(label=_("Closes on"), required=False, help_text=_("The last day to submit. Empty: no end."))
    agreed = forms.BooleanField(label=_("Move it past these closings (R30)"), required=False)
    is_baseline = forms.BooleanField(
        label=_("Baseline"), required=False, help_text=_("Where the campaign starts from: its cohorts are formed here.")
    )

    def __init__(self, data=None, *, campaign: Campaign, round_=None):
        super().__init__(data, initial=stored(round_, self.base_fields))
        self.campaign, self.round = campaign, round_
        self.agreed = self.fields.pop("agreed")
        if data and "agreed" in data:
            self.fields["agreed"] = self.agreed
        self.is_official = round_ is not None and has_official(round_)
        self.official = official_now(round_) if self.is_official else 0
        if round_ is None:
            del self.fields["is_baseline"]
        else:
            self.fields["code"].disabled = True
            self.fields["is_baseline"].disabled = round_.is_baseline or self.is_official
            self.fields["reference_date"].disabled = round_.is_baseline and self.official > 0
            self.watch(round_.history)

    def clean(self):
        """A reference date that moves past closings is asked about once, with whom that touches (R30)."""
        values = super().clean()
        on = self.cleaned_data.get("reference_date")
        if self.round is None or on is None or on == self.round.reference_date:
            return values
        touched = of_moved_round(self.round, on)
        if touched and not self.cleaned_data.pop("agreed", False):
            self.fields["agreed"] = self.agreed
            self.add_error("reference_date", touched)
            self.add_error("agreed", _("If that is meant, tick it and save again."))
        return values

    def save(self, *, by):
        """Open or change the round. Returns it, or None with the refusal among the errors."""
        return attempt(self, lambda: self._save(by))

    def _save(self, by):
        values = {name: value for name, value in self.cleaned_data.items() if name != "agreed"}
        if self.round is None:
            return actions.open_round(campaign=self.campaign, by=by, **values)
        lock_campaign(self.campaign)
        self.refuse_stale()
        del values["code"]
        return actions.change_round(round_=self.round, by=by, **values)
