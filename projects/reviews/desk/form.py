"""The form of a sheet: points for each criterion, a remark."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from core.forms import TextField, attempt
from core.models import TEXT
from core.validators import Between
from core.workflow.forms import reason_form
from projects.actions import reviews as actions
from projects.actions.reviews.sheets import point_name
from projects.choices import SheetState
from projects.models import Seat

ConflictForm = reason_form(gettext_lazy("Which conflict there is"))


class SheetForm(forms.Form):
    """A sheet of `seat` by `criteria`, [[name, points], …]; a draft may have gaps."""

    remark = TextField(
        label=pgettext_lazy("sheet", "Remark"),
        max_length=TEXT,
        required=False,
        widget=forms.Textarea({"rows": 5}),
        help_text=gettext_lazy("What speaks for it, what is to be improved. The applicant does not see it."),
    )

    def __init__(self, data=None, *, seat: Seat, criteria):
        self.seat, self.names = seat, [point_name(place) for place in range(len(criteria))]
        known = dict(zip(self.names, seat.points, strict=False))
        super().__init__(data, initial={"remark": seat.remark, **known})
        for name, (label, most) in zip(self.names, criteria, strict=True):
            self.fields[name] = _points_field(label, most)
        self.order_fields([*self.names, "remark"])

    def save(self, *, by) -> str:
        """Keep it, or hand it in. Returns what is said of it; "" with the refusal among the errors."""
        return attempt(self, lambda: self._hand_in(by) if self.is_final else self._keep(by)) or ""

    @property
    def is_final(self) -> bool:
        """Whether it is handed in: what was handed in is only corrected."""
        return "hand_in" in self.data or self.seat.state == SheetState.SUBMITTED

    def _hand_in(self, by):
        if actions.hand_in(seat=self.seat, **self._said, by=by):
            return _("Handed in. It can be corrected until the panel closes.")
        return _("Nothing was changed: it says what you handed in.")

    def _keep(self, by):
        actions.save(seat=self.seat, **self._said, by=by)
        return _("Saved. It does not count before it is handed in.")

    @property
    def _said(self):
        points = [self.cleaned_data[name] for name in self.names]
        return {"points": points, "remark": self.cleaned_data["remark"]}


def _points_field(label, most):
    widget = forms.NumberInput({"min": 0, "max": most, "step": 1})
    named = _("%(criterion)s (0 to %(most)s points)") % {"criterion": label, "most": most}
    return forms.IntegerField(label=named, required=False, validators=[Between(0, most)], widget=widget)
