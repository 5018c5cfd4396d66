"""The form in which somebody reports what was done."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.attachments.fields import AttachmentField
from core.forms import DateField, LinkField, TextField
from core.models import TEXT
from core.workflow.forms import few_lines

SENT = ("file", "link")


class ReportForm(forms.Form):
    """What was done: when, what, with which proof. Made for a phone. Each subclass asks in its own words whether that
    `completes` it."""

    text = TextField(label=_("What was done"), max_length=TEXT, widget=few_lines())
    on = DateField(label=_("Day"))
    file = AttachmentField(label=_("Picture or file"), required=False)
    link = LinkField(label=_("Link"), required=False)
    proofs = forms.ModelMultipleChoiceField(
        label=_("Proofs sent in before"), queryset=None, required=False, widget=forms.CheckboxSelectMultiple
    )
    completes = forms.BooleanField(required=False)

    def __init__(self, data=None, files=None, *, proofs, completes=True):
        """`proofs`: those sent in before, which may serve again; `completes`: whether a report is thought to be the
        last one."""
        super().__init__(data, files, initial={"on": timezone.localdate(), "completes": completes})
        self.fields["proofs"].queryset = proofs
        if not proofs:
            del self.fields["proofs"]

    @property
    def sent(self) -> dict:
        """The proof that came with it."""
        return {name: self.cleaned_data[name] for name in SENT}

    @property
    def said(self) -> dict:
        """Everything else."""
        return {name: value for name, value in self.cleaned_data.items() if name not in SENT}
