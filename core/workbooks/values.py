"""What a cell may hold: one reader and one way of showing for each kind of value.

A reader takes the cell as the child process handed it over (``opening.sheets``) and returns a Python value; it raises
``CellError`` with a sentence for the person who typed it. An empty cell never reaches a reader.
"""

import calendar
import datetime
import re
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Protocol

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.workbooks.cells import FIRST_UNSURE, half_width, number_of, plain, tidy
from core.workbooks.guesses import guess_among

TEXT, CODE, DATE, INTEGER, DECIMAL = "text", "code", "date", "integer", "decimal"
BOOL, CHOICE, CHOICES, PERCENT = "bool", "choice", "choices", "percent"

LIST_MARKS = re.compile("[、，,；;]")
NUMBER = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)(e[+-]?[0-9]+)?", re.IGNORECASE)
YES_NO = {True: "是", False: "否"}
WORDS_OF_BOOL = {"是": True, "yes": True, "true": True, "否": False, "no": False, "false": False}
FIRST_SERIAL, LAST_SERIAL = 18264, 73051  # 1950-01-02 to 2100-01-01, counted as Excel counts days
GUESSED_DATE = re.compile(r"(\d{4})[-./年]?(\d{1,2})[-./月]?(\d{1,2})日?(?:[ T]*\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?")
PLAIN_CODE = re.compile(r"[\w-]+")
DAY_ZERO = datetime.date(1899, 12, 30)


class Choosing(Protocol):
    """What readers ask of a column: its words by identifier, and the identifiers by every word that is accepted."""

    choices: Mapping[str, str] | None
    words: Mapping[str, str]


class CellError(ValueError):
    """A cell's content cannot be read as its column asks; the message is for the user."""


def read_text(cell, column: Choosing) -> str:
    """Any cell as text."""
    return plain(cell)


def read_code(cell, column: Choosing) -> str:
    """A code is text; a number is accepted as its digits, zeros that its format adds included, as long as they are sure
    to be those that were typed."""
    number, text = number_of(cell), half_width(cell)
    if number is None and not isinstance(cell, str):
        raise CellError(_("“%(value)s” is not a code.") % {"value": plain(cell)})
    if number is not None and not (number < FIRST_UNSURE and number % 1 == 0 and PLAIN_CODE.fullmatch(text)):
        sentence = _("“%(value)s” is a number, not a code. Format the column as text and type the code again.")
        raise CellError(sentence % {"value": plain(cell)})
    return text


def read_date(cell, column: Choosing) -> datetime.date:
    """A real date, or text written YYYY-MM-DD."""
    if isinstance(cell, dict) and "date" in cell:
        return datetime.date.fromisoformat(cell["date"])
    text = half_width(cell)
    parts = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", text)
    if parts is None:
        raise _not_a_date(text)
    return _calendar_date(text, *map(int, parts.groups()))


def _calendar_date(text: str, year: int, month: int, day: int) -> datetime.date:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        if year and 1 <= month <= 12:
            last = calendar.monthrange(year, month)[1]
            message = _("There is no day %(value)s: %(year)s-%(month)s has %(last)s days.")
            words = {"value": text, "year": f"{year:04}", "month": f"{month:02}", "last": last}
            raise CellError(message % words) from None
        raise CellError(_("There is no day %(value)s.") % {"value": text}) from None


def _not_a_date(text: str) -> CellError:
    guess = _guess_date(text)
    if guess is None:
        message = _("“%(value)s” is not a date. Write it as 2012-03-31.")
        return CellError(message % {"value": text})
    message = _("“%(value)s” is not a date. Did you mean %(guess)s?")
    return CellError(message % {"value": text, "guess": guess.isoformat()})


def _guess_date(text: str) -> datetime.date | None:
    if text.isascii() and text.isdigit() and FIRST_SERIAL <= int(text[:9]) <= LAST_SERIAL:
        return DAY_ZERO + datetime.timedelta(days=int(text))
    parts = GUESSED_DATE.fullmatch(text)
    try:
        return datetime.date(*map(int, parts.groups())) if parts else None
    except ValueError:
        return None


def read_integer(cell, column: Choosing) -> int:
    """A whole number."""
    return _whole(_number(cell), cell)


def _whole(number: Decimal, cell) -> int:
    if number != number.to_integral_value():
        raise CellError(_("“%(value)s” is not a whole number.") % {"value": plain(cell)})
    return int(number)


def read_percent(cell, column: Choosing) -> int:
    """A whole number of percent; in a cell that shows 30% stands 0.3."""
    text = half_width(cell)
    if isinstance(cell, dict) and text.endswith("%"):
        return _whole(number_of(cell) * 100, cell)
    if text.endswith("%"):
        _offer_percent(text, _number(text[:-1]))
    elif 0 < _number(cell) < 1:
        _offer_percent(text, _number(cell) * 100)
    return read_integer(cell, column)


def _offer_percent(text: str, meant: Decimal):
    if 0 < meant <= 100 and meant == meant.to_integral_value():
        sentence = _("“%(value)s” is not a whole number. Did you mean %(guess)s? 30 percent is written 30.")
        raise CellError(sentence % {"value": text, "guess": int(meant)})


def read_decimal(cell, column: Choosing) -> Decimal:
    """A number, as it is shown (89.96 stays 89.96)."""
    return _number(cell)


def _number(cell) -> Decimal:
    text = half_width(cell)
    if text.endswith("%") and NUMBER.fullmatch(text[:-1].strip()):
        sentence = _("“%(value)s” is not a number. Did you mean %(guess)s?")
        raise CellError(sentence % {"value": text, "guess": text[:-1].strip()})
    if isinstance(cell, dict) and number_of(cell) is not None:
        return number_of(cell)
    try:
        if isinstance(cell, (bool, dict)) or not NUMBER.fullmatch(text):
            raise InvalidOperation
        number = Decimal(text)
        if not number.is_finite() or abs(number.adjusted()) > 30:
            raise InvalidOperation
    except InvalidOperation:
        raise CellError(_("“%(value)s” is not a number.") % {"value": text}) from None
    return number


def read_bool(cell, column: Choosing) -> bool:
    """是 or 否."""
    word = half_width(cell).casefold()
    if word not in WORDS_OF_BOOL:
        raise CellError(_("“%(value)s” is neither 是 nor 否.") % {"value": plain(cell)})
    return WORDS_OF_BOOL[word]


def read_choice(cell, column: Choosing) -> str:
    """The identifier of one of the column's choices, given by its Chinese word or its identifier."""
    return _choice(half_width(cell), column)


def read_choices(cell, column: Choosing) -> tuple[str, ...]:
    """The identifiers of several choices, in the order of the choices, each once."""
    words = (word.strip() for word in LIST_MARKS.split(half_width(cell)))
    chosen = {_choice(word, column) for word in words if word}
    return tuple(identifier for identifier in column.choices if identifier in chosen)


def _choice(word: str, column: Choosing) -> str:
    identifier = column.words.get(word) or column.words.get(word.casefold())
    if identifier is not None:
        return identifier
    known = "、".join(column.choices.values())
    guess = guess_among(word, column.choices.values())
    if guess is None:
        message = _("“%(value)s” is none of %(known)s.")
    else:
        message = _("“%(value)s” is none of %(known)s. Did you mean “%(guess)s”?")
    raise CellError(message % {"value": word, "known": known, "guess": guess})


def show_text(value, column: Choosing) -> str:
    """The value as text, as it survives a cell."""
    return tidy(str(value))


def show_date(value: datetime.date, column: Choosing) -> str:
    """YYYY-MM-DD."""
    return value.isoformat()


def show_number(value, column: Choosing) -> str:
    """Digits without needless zeros behind the point."""
    return plain_number(value) if isinstance(value, Decimal) else str(value)


def plain_number(value: Decimal) -> str:
    """Digits without needless zeros behind the point."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def show_bool(value: bool, column: Choosing) -> str:
    """是 or 否."""
    return YES_NO[value]


def show_choice(value: str, column: Choosing) -> str:
    """The Chinese word."""
    return column.choices[value]


def show_choices(value, column: Choosing) -> str:
    """The Chinese words with 、 between them, in the order of the choices."""
    return "、".join(word for identifier, word in column.choices.items() if identifier in value)


READERS: dict[str, Callable] = {
    TEXT: read_text,
    CODE: read_code,
    DATE: read_date,
    INTEGER: read_integer,
    PERCENT: read_percent,
    DECIMAL: read_decimal,
    BOOL: read_bool,
    CHOICE: read_choice,
    CHOICES: read_choices,
}
SHOWERS: dict[str, Callable] = {
    TEXT: show_text,
    CODE: show_text,
    DATE: show_date,
    INTEGER: show_number,
    PERCENT: show_number,
    DECIMAL: show_number,
    BOOL: show_bool,
    CHOICE: show_choice,
    CHOICES: show_choices,
}
DESCRIPTIONS = {
    TEXT: gettext_lazy("Text."),
    CODE: gettext_lazy("A code, as text: leading zeros count."),
    DATE: gettext_lazy("A date, or text such as 2012-03-31."),
    INTEGER: gettext_lazy("A whole number."),
    PERCENT: gettext_lazy("A whole number."),
    DECIMAL: gettext_lazy("A number."),
    BOOL: gettext_lazy("是 or 否."),
    CHOICE: gettext_lazy("One of: %(known)s."),
    CHOICES: gettext_lazy("One or more of: %(known)s, with 、 between them."),
}


def describe(kind: str, known: list[str]) -> str:
    """What a cell of `kind` holds, in the user's language; `known`: the words of its choices."""
    return DESCRIPTIONS[kind] % {"known": "、".join(known)}
