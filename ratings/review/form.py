"""The reason that goes with a decision."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import TextField
from core.history import REASON_LENGTH


class ReasonForm(forms.Form):
    """Why something goes back."""

    reason = TextField(label=_("Reason"), max_length=300, widget=forms.Textarea({"rows": 3}))


class AdmissionForm(ReasonForm):
    """Why something is allowed; the history alone keeps it, which holds no more."""

    reason = TextField(label=_("Reason"), max_length=REASON_LENGTH, widget=forms.Textarea({"rows": 3}))
