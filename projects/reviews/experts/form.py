"""The form of what is known of an expert."""

from django import forms
from django.utils.translation import gettext_lazy, pgettext_lazy

from core.forms import LineField, attempt
from core.forms.versions import VersionedForm
from core.models import LINE
from projects.actions import reviews as actions
from projects.models import Expert

OUTSIDE = "outside"


class ExpertForm(VersionedForm):
    """The own unit, which bars from judging its projects (R37), and the field."""

    unit = forms.ChoiceField(
        label=gettext_lazy("Own unit"), help_text=gettext_lazy("Nobody judges a project of the own unit (R37).")
    )
    field = LineField(label=pgettext_lazy("expert", "Field"), max_length=LINE, required=False)

    def __init__(self, data=None, *, user, expert: Expert | None, units):
        """`units`: the base organisations to choose from."""
        self.user, self.units = user, {one.code: one for one in units}
        super().__init__(data, initial=_stored(expert))
        named = [(code, one.name) for code, one in self.units.items()]
        self.fields["unit"].choices = [("", "—"), (OUTSIDE, pgettext_lazy("expert", "From outside")), *named]
        if expert:
            self.watch(expert.history)

    def save(self, *, by) -> Expert | None:
        """Write it. Returns the record; None with the refusal among the errors."""
        unit = self.units.get(self.cleaned_data["unit"])
        return attempt(
            self, lambda: actions.describe(user=self.user, unit=unit, field=self.cleaned_data["field"], by=by)
        )


def _stored(expert):
    if expert is None:
        return {}
    return {"unit": expert.unit.code if expert.unit else OUTSIDE, "field": expert.field}
