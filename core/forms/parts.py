"""A long form in parts, each below a heading: what belongs together stands together."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django import forms
from django.utils.functional import Promise


@dataclass(frozen=True)
class FormPart:
    """Fields of a form under one `heading`."""

    heading: str | Promise
    fields: list[forms.BoundField]


def parts_of(form: forms.BaseForm, parts: Iterable[tuple[str | Promise, Sequence[str]]]) -> list[FormPart]:
    """The visible fields of `form` as its `parts` (heading, names) say; names it leaves out and parts
    without any are left out.

    Raises: ValueError when a visible field stands in none of them.
    """
    found = [FormPart(heading, [form[name] for name in names if name in form.fields]) for heading, names in parts]
    told = {field.name for part in found for field in part.fields}
    if lost := {field.name for field in form.visible_fields()} - told:
        raise ValueError(f"in no part of the form: {sorted(lost)}")
    return [part for part in found if part.fields]
