"""How wide columns must be for what stands in them."""

from collections.abc import Sequence
from datetime import date, datetime

from core.workbooks.official.heights import breadth

DAY = len("2012-12-31")
ROOM = 2  # characters beside what stands in a cell
NARROWEST = 6
BROKEN, LINES = 10, 3  # characters of a heading that stand on a line at least, and lines that it is broken in


def fitting(headings: Sequence[str], rows: Sequence[Sequence], most: int) -> list[int]:
    """The widths of columns in characters: each fits its widest value among `rows` and its heading, which may be broken
    in three; what is wider than `most` goes on in the next line."""
    widest = [_heading(heading) for heading in headings]
    for row in rows:
        for at, value in enumerate(row):
            widest[at] = max(widest[at], _width(value))
    return [min(max(width + ROOM, NARROWEST), most) for width in widest]


def lines_of(heading: str, width: int) -> int:
    """How many lines `heading` takes in a column of that `width`; only between words where it has any."""
    if " " not in heading:
        return -(-breadth(heading) // (width - ROOM))
    lines, left = 1, width - ROOM
    for word in map(breadth, heading.split()):
        if word > left:
            lines, left = lines + 1, width - ROOM
        left -= word + 1
    return lines


def _heading(heading):
    whole, longest_word = breadth(heading), max(map(breadth, heading.split()), default=0)
    return max(min(whole, BROKEN), -(-whole // LINES), longest_word if " " in heading else 0)


def _width(value):
    if value is None:
        return 0
    if isinstance(value, date) and not isinstance(value, datetime):
        return DAY
    return max(map(breadth, str(value).split("\n")))
