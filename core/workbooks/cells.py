"""What stands in a cell as the child process handed it over, read aloud; and what nobody can have meant."""

import re
import unicodedata
from decimal import Decimal

from django.utils.translation import gettext as _

from core.names import fold_lines

UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
LONGEST_TEXT = 32_767  # characters Excel keeps in one cell
FIRST_UNSURE = 10**15  # Excel keeps 15 digits of a number and makes the rest zeros


def tidy(text: str) -> str:
    """The text as it survives a cell: printable, ``\\n`` line ends, no blanks at its ends, as long as a cell holds."""
    if not text.isprintable():
        text = UNPRINTABLE.sub("", text).replace("\r\n", "\n").replace("\r", "\n")
    return text[:LONGEST_TEXT].strip()


def plain(cell) -> str:
    """The cell's content as a person would read it aloud, for messages and text columns; text is folded (R33)."""
    if type(cell) is str:
        return fold_lines(tidy(cell))
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float):
        return digits(cell)
    if isinstance(cell, dict):
        return fold_lines(tidy(next(text for text in (*cell.values(), "") if type(text) is str)))
    return str(cell)


def is_error(cell) -> bool:
    """Whether the cell holds #N/A, #REF! and the like."""
    return type(cell) is dict and "error" in cell


def objection(cell) -> str | None:
    """Why nobody can have meant what the cell holds, whatever its column asks for."""
    if is_error(cell):
        return _("The cell holds a formula error (such as #N/A).")
    if type(cell) is dict and "unsaved" in cell:
        return _("The formula was saved without its result. Open the workbook in Excel or WPS, save it, try again.")
    return None


def number_of(cell) -> Decimal | None:
    """The number that the cell holds, as far as it is shown (100% is 1); None when it holds none."""
    number = cell.get("number") if type(cell) is dict else cell
    return Decimal(digits(float(number))) if type(number) in (int, float) else None


def digits(number: float) -> str:
    """The 15 significant digits Excel shows: 0.4 × 75 + 0.6 × 0 is 30 there, not 30.000000000000004."""
    text = f"{number:.15g}"
    return f"{Decimal(text):f}" if 1e-15 < abs(number) < FIRST_UNSURE else text


def half_width(cell) -> str:
    """``plain`` with full-width digits and letters folded to half width (１２ is 12)."""
    text = plain(cell)
    return text if text.isascii() else unicodedata.normalize("NFKC", text).strip()
