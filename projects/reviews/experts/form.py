"""The form of what is known of an expert."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from branches.filters import OfferedField
from core.forms import LineField, attempt
from core.forms.versions import VersionedForm
from core.models import LINE
from core.names import fold
from projects.actions import reviews as actions
from projects.models import Expert
from projects.reviews.experts.list import OUTSIDE

NO_UNIT = "outside"


class OwnUnitField(OfferedField):
    """One of the units (by its code), or that it is none: cleaned to NO_UNIT."""

    def offer(self, rows):
        """Where a unit is typed, so is that it is none."""
        count = super().offer(rows)
        if self.is_typed:
            outside = _("From outside? Enter “%(word)s”.") % {"word": OUTSIDE}
            self.help_text = f"{self.help_text} {outside}"
        else:
            self.choices = [("", "—"), (NO_UNIT, OUTSIDE), *((one.code, one.name) for one in rows)]
        return count

    def prepare_value(self, value):
        return str(OUTSIDE) if self.is_typed and value == NO_UNIT else super().prepare_value(value)

    def to_python(self, value):
        is_none = value == NO_UNIT or (self.is_typed and fold(value or "") == str(OUTSIDE))
        return NO_UNIT if is_none else super().to_python(value)


class ExpertForm(VersionedForm):
    """The own unit, which bars from judging its projects (R37), and the field."""

    unit = OwnUnitField(
        label=gettext_lazy("Own unit"),
        to_field_name="code",
        help_text=gettext_lazy("Nobody judges a project of the own unit (R37)."),
    )
    field = LineField(label=pgettext_lazy("expert", "Field"), max_length=LINE, required=False)

    def __init__(self, data=None, *, user, expert: Expert | None, units):
        """`units`: the base organisations to choose from."""
        self.user = user
        super().__init__(data, initial=_stored(expert))
        self.fields["unit"].offer(units)
        self.watch(Expert.history.filter(user=user))

    def save(self, *, by) -> Expert | None:
        """Write it. Returns the record; None with the refusal among the errors."""
        return attempt(self, lambda: self._save(by))

    def _save(self, by):
        said = self.cleaned_data
        unit = None if said["unit"] == NO_UNIT else said["unit"]
        actions.hold_expert(self.user)
        self.refuse_stale()
        return actions.describe(user=self.user, unit=unit, field=said["field"], by=by)


def _stored(expert):
    return {"unit": expert.unit or NO_UNIT, "field": expert.field} if expert else {}
