"""What a person chooses on a ledger: all of it stands in the address."""

from django import forms
from django.utils.translation import gettext_lazy as _

from branches.as_of import called_on
from branches.filters import UnitField
from branches.models import Organisation
from core.choices import Role
from core.forms import DateField

OVERSEERS = (Role.DEPARTMENT, Role.VIEWER)


class LedgerFilter(forms.Form):
    """The unit, for who looks at the whole university, and the day."""

    unit = UnitField()
    on = DateField(label=_("As of"), required=False)

    def __init__(self, *args, scope, query, **kwargs):
        """`query`: the DayQuery of the ledger."""
        super().__init__(*args, **kwargs)
        if scope.oversees(*OVERSEERS):
            units = scope.of(Organisation).units().order_by("code")
            self.fields["unit"].offer(called_on(units, query.on))
        else:
            del self.fields["unit"]
