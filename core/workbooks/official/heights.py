"""How high a row must be so that its texts can be read: not every program fits rows to them by itself."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from core.workbooks.official.shape import FormColumn
from core.workbooks.writing import Formula

LINE_HEIGHT, PADDING, HIGHEST = 12.5, 4, 409  # points


def row_height(values: Sequence, columns: Sequence[FormColumn]) -> float | None:
    """The height in points of a row of `values`, None when one line is enough."""
    lines = max(map(_lines, values, columns))
    return min(LINE_HEIGHT * lines + PADDING, HIGHEST) if lines > 1 else None


def _lines(value, column):
    """How many lines `value` takes in `column`; only texts are broken."""
    if value is None or isinstance(value, (int, float, Decimal, date, Formula)):
        return 1
    return sum(max(1, -(-breadth(line) // column.width)) for line in str(value).split("\n"))


def breadth(text: str) -> int:
    """How many narrow characters `text` is wide: a Chinese one, three bytes, takes two."""
    return (len(text.encode()) + len(text)) // 2
