"""What forms of every app share: days in the browser's own picker, and refusals beside the field they are about."""

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError


class DateField(forms.DateField):
    """A day, typed or picked; the browser's own picker wants YYYY-MM-DD whatever the language."""

    widget = forms.DateInput({"type": "date"}, format="%Y-%m-%d")


def show(form: forms.BaseForm, refused: ValidationError) -> None:
    """Put what a verb refused beside the fields of `form` it is about, the rest on top."""
    named = refused.error_dict if hasattr(refused, "error_dict") else {NON_FIELD_ERRORS: refused.error_list}
    for name, errors in named.items():
        form.add_error(name if name in form.fields else None, errors)


def stored(row, names) -> dict:
    """{name: value} of those attributes of `row` that are among `names`: what a form begins with; {} without a row."""
    return {name: getattr(row, name) for name in names if hasattr(row, name)} if row else {}
