"""What is asked when something is sent back or withdrawn: a reason."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import TextField

REASON = 300  # characters of a reason


def few_lines() -> forms.Textarea:
    """Room for a few lines of text."""
    return forms.Textarea({"rows": 3})


def reason_form(label, most: int = REASON) -> type[forms.Form]:
    """A form that asks for a reason of at most so many characters, called `label`, and nothing else."""
    reason = TextField(label=label, max_length=most, widget=few_lines())
    return type("ReasonForm", (forms.Form,), {"reason": reason})


ReturnForm = reason_form(_("Reason for the return"))
WithdrawalForm = reason_form(_("Reason for the withdrawal"))
