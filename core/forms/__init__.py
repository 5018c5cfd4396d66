"""What forms of every app share: fields, refusals beside their field, rows that are told apart by their key."""

from core.forms.fields import DateField, FoundingField, LineField, LinkField, NumberField, TextField
from core.forms.refusals import attempt, in_words, placed, settled, show, stored, unit_chosen
from core.forms.rows import RowFormSet, follow

__all__ = [
    "DateField",
    "FoundingField",
    "LineField",
    "LinkField",
    "NumberField",
    "RowFormSet",
    "TextField",
    "attempt",
    "follow",
    "in_words",
    "placed",
    "settled",
    "show",
    "stored",
    "unit_chosen",
]
