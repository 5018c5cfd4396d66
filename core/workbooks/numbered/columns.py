"""Columns that the sheets of several workbooks have."""

from django.core.validators import RegexValidator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.models import LINE, PERSON, TEXT
from core.names import fold_lines
from core.validators import PLAUSIBLE_DAY, at_most
from core.workbooks import values
from core.workbooks.columns import Column, PersonColumn, Sheet

DAY = (PLAUSIBLE_DAY,)
PERSONS, LINES, TEXTS, REASONS = (at_most(most) for most in (PERSON, LINE, TEXT, 300))
NUMBERS = RegexValidator(
    r"^(?:\+[^\s].{0,18}|[1-9][0-9]{0,17})\Z",
    _("Here stands the number that the system gave; a new one is a number of the file’s own that begins with +."),
)
GIVEN = _("Given by the system; a new row carries one of the file’s own that begins with +, such as +1.")
BY_DEPARTMENT = _("Only the organisation department fills this in.")


def number_column(hint: str) -> Column:
    """The number of a row, or of the one that a row of another sheet belongs to."""
    return Column("number", "编号", "Number", values.CODE, required=True, validators=(NUMBERS,), help=hint)


def line_column(key, zh, en, limit, **facts) -> Column:
    """A line that people type."""
    return Column(key, zh, en, validators=(limit,), **facts)


def person_column(key, zh, en, **facts) -> Column:
    """The name of somebody."""
    return PersonColumn(key, zh, en, validators=(PERSONS,), **facts)


def text_column(key, zh, en, **facts) -> Column:
    """Several lines that people type."""
    return Column(key, zh, en, validators=(TEXTS,), folding=fold_lines, **facts)


def day_column(key, zh, en, **facts) -> Column:
    """A day."""
    return Column(key, zh, en, values.DATE, validators=DAY, **facts)


def choice_column(key, zh, en, words, **facts) -> Column:
    """One of `words`."""
    return Column(key, zh, en, values.CHOICE, choices=words, **facts)


def must_be_filled(sheet: Sheet, key: str) -> str:
    """What is said at an empty cell of `key`."""
    return gettext("“%(head)s” must be filled in.") % {"head": sheet.by_key[key].zh}
