"""Sending in a workbook."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.workbooks.reading import MAX_BYTES, too_many_bytes


class UploadForm(forms.Form):
    """A file of at most 20 MB; what is in it is looked at in the preview."""

    file = forms.FileField(
        label=_("Workbook (.xlsx)"),
        allow_empty_file=True,
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx"}),
        error_messages={"required": _("Choose a file first.")},
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise forms.ValidationError(too_many_bytes().message)
        return file
