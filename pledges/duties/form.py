"""What a person chooses among the duties: all of it stands in the address."""

from django import forms
from django.utils.translation import gettext_lazy as _

from branches.filters import UnitField
from core.forms import DateField
from pledges.choices import DutyKind, DutyState, OwedWaits

ALL = [("", _("All"))]


class DutyFilter(forms.Form):
    """The unit, for who looks at several; what is owed, how it stands, what waits for its unit; the day. The campaign
    is chosen above."""

    unit = UnitField()
    kind = forms.ChoiceField(label=_("Duty"), choices=[*ALL, *DutyKind.choices], required=False)
    state = forms.ChoiceField(label=_("State"), choices=[*ALL, *DutyState.choices], required=False)
    waits = forms.ChoiceField(label=_("To be seen to"), choices=[*ALL, *OwedWaits.choices], required=False)
    on = DateField(label=_("As of"), required=False)
    campaign = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, units, **kwargs):
        """`units`: those the person may look at (a queryset), each `called` as on the day."""
        super().__init__(*args, **kwargs)
        if self.fields["unit"].offer(units) < 2:
            del self.fields["unit"]

    @property
    def asked(self):
        """What was chosen and can be asked; "" and None for the rest."""
        self.is_valid()
        return {name: self.cleaned_data.get(name) for name in ("unit", "kind", "state", "waits")}

    @property
    def is_understood(self):
        """Whether all of it can be asked; an unknown day is told above."""
        return set(self.errors) <= {"on"}
