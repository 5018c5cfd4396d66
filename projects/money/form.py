"""What is asked when money of a project is entered, or an entry made void."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.attachments.fields import AttachmentField
from core.forms import DateField, LineField, NumberField
from core.models import LINE
from core.workflow.forms import reason_form
from projects.models.fields import DECIMALS, DIGITS
from projects.queries.money import LineMoney
from projects.rules.money import yuan

VoidForm = reason_form(gettext_lazy("Why the entry is void"))


class EntryForm(forms.Form):
    """The day and the amount; of what was entered already whether it is one more of the same."""

    on = DateField(label=gettext_lazy("Day"))
    amount = NumberField(label=gettext_lazy("Amount (yuan)"), max_digits=DIGITS, decimal_places=DECIMALS)
    again = forms.BooleanField(
        label=gettext_lazy("One more of the same"), required=False, initial=None, widget=forms.HiddenInput
    )

    def __init__(self, data=None, files=None):
        super().__init__(data, files, initial={"on": timezone.localdate()})

    def said(self, seen) -> dict:
        """What a verb takes of it; `seen`: when the page was shown."""
        return {**self.cleaned_data, "again": seen if self.cleaned_data["again"] else None}

    def add_error(self, field, error):
        """Whoever is asked whether it is one more can say so."""
        super().add_error(field, error)
        if field == "again":
            self.fields["again"].widget = forms.CheckboxInput()


class AdvanceForm(EntryForm):
    """What the host paid to a project, or got back."""

    note = LineField(label=gettext_lazy("Note"), max_length=LINE, required=False)

    field_order = ("on", "amount", "note", "again")

    def __init__(self, data=None):
        super().__init__(data)
        self.fields["amount"].help_text = _("Below 0: money that went back.")


class LineChoice(forms.ModelChoiceField):
    """A budget line of the project, with what is left of it."""

    def label_from_instance(self, obj):
        """Its use and what is left."""
        return _("%(use)s (%(left)s left)") % {"use": obj.use, "left": yuan(self.left[obj.pk])}


def _receipt():
    return AttachmentField(label=gettext_lazy("Receipt"), help_text=gettext_lazy("A picture of it will do, or a PDF."))


class ReceiptForm(forms.Form):
    """The receipt of an expenditure that came without one."""

    receipt = _receipt()


class ExpenditureForm(EntryForm):
    """What was spent, on which line, for what, with its receipt. Made for a phone."""

    line = LineChoice(label=gettext_lazy("Budget line"), queryset=None)
    use = LineField(label=gettext_lazy("What for"), max_length=LINE)
    receipt = _receipt()

    field_order = ("line", "amount", "on", "use", "receipt", "again")

    def __init__(self, data=None, files=None, *, rows, lines: list[LineMoney]):
        """`rows`: the budget lines that may be chosen; `lines`: what is left of each."""
        super().__init__(data, files)
        self.fields["line"].queryset, self.fields["line"].left = rows, {one.line.pk: one.left for one in lines}
