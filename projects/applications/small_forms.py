"""What is asked besides the application itself: its title to begin with, a proof."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.attachments.fields import AttachmentField
from core.forms import LineField, LinkField
from core.models import LINE


class BeginForm(forms.Form):
    """The title; everything else is written on the next page."""

    title = LineField(
        label=gettext_lazy("Title"), max_length=LINE, help_text=gettext_lazy("It may be changed until it is handed in.")
    )


class ProofForm(forms.Form):
    """A file or a link. Made for a phone."""

    file = AttachmentField(label=gettext_lazy("Picture or file"), required=False)
    link = LinkField(label=gettext_lazy("Link"), required=False)

    def clean(self):
        """One of the two."""
        values = super().clean()
        if not self.errors and bool(values.get("file")) == bool(values.get("link")):
            raise ValidationError(_("Choose a file, or enter a link: one of the two."))
        return values
