"""One sheet, read as a stream: what Excel shows in each filled cell, and what cannot be meant.

A cell is a text, a number, True or False, or one of

* ``{"date": "2012-03-31"}``, ``{"moment": "2012-03-31 08:30:00"}``, ``{"time": "08:30:00"}``;
* ``{"shown": "007", "number": 7.0}``: the format shows the number, as far as it is shown, in another way;
* ``{"error": true}``: #N/A, #REF! and the like, computed or typed; ``{"unsaved": true}``: a formula without its result.
"""

import datetime
import json
import re
from typing import IO

from core.workbooks.opening.limits import LAST_ROW, MAX_ANSWER, MAX_COLUMNS, MAX_ROWS, SPARE_ROWS, FileRefused
from core.workbooks.opening.markup import parse
from core.workbooks.opening.package import TRUE, decoded

ERROR_WORDS = {
    "#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#GETTING_DATA", "#SPILL!", "#CALC!",
    "#FIELD!", "#BLOCKED!", "#UNKNOWN!", "#CONNECT!", "#BUSY!",
}  # fmt: skip
ERROR_START = ("#", "＃")
ERROR, UNSAVED = {"error": True}, {"unsaved": True}
RANGE = re.compile(r"([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})")
DAY_ZERO = datetime.datetime.fromisoformat("1899-12-30")
DAY_ZERO_1904 = datetime.datetime.fromisoformat("1904-01-01")
FALSE_LEAP_DAY = 60  # Excel counts 29 February 1900, which never was
AFTER_LAST_DAY = 2_958_466
encode = json.JSONEncoder(ensure_ascii=False).encode


class SheetReader:
    """Reads a sheet called `title`. `rows`: each filled one, [row number, cells from column A on] as JSON; `hidden`:
    numbers of the filled rows that Excel does not show; `merged`: the ranges of merged cells near the table."""

    def __init__(self, title, package):
        self._title, self._package = title, package
        self.rows, self.hidden, self.merged = [], [], []
        self._count = self._size = self._area = self._number = self._last = 0
        self._far = None
        self._cells, self._cell, self._parts = [], None, None
        self._collects = False
        self._columns = {}

    def read(self, stream: IO[bytes]) -> None:
        """Read all of it. Raises: FileRefused."""
        parse(stream, self._start, self._end, self._text)
        if self._count > MAX_ROWS + SPARE_ROWS:
            at = f"A{MAX_ROWS + 2}"
            raise FileRefused("rows", sheet=self._title, rows=self._count - 1, most=MAX_ROWS, cell=at)
        if self._far:
            raise FileRefused("far", sheet=self._title, cell=self._far)

    def _start(self, name, found):
        if name == "c":
            self._begin_cell(found)
        elif name == "row":
            self._number = int(found.get("r", self._number + 1))
            self._cells, self._column, self._is_hidden = [], 0, found.get("hidden") in TRUE
        elif name == "mergeCell":
            self._merge(found.get("ref", ""))
        elif self._cell is None:
            return
        elif name == "v" or name == "t":
            self._has_value, self._collects = True, not self._is_spoken
        elif name == "f":
            self._has_formula = True
        elif name == "rPh":
            self._is_spoken = True

    def _begin_cell(self, found):
        place = found.get("r")
        if place:
            letters = place.rstrip("0123456789")
            self._number = int(place[len(letters) :])
            self._column = self._columns.get(letters) or self._columns.setdefault(letters, column_number(letters))
        else:
            self._column += 1
        self._cell, self._parts = found, []
        self._has_value = self._has_formula = self._collects = self._is_spoken = False

    def _text(self, characters):
        if self._collects:
            self._parts.append(characters)

    def _end(self, name):
        if name == "c":
            if self._has_value or self._has_formula:
                value = self._value(self._cell, "".join(self._parts))
                if is_filled(value):
                    self._keep(value)
            self._cell = None
        elif name == "row":
            self._end_row()
        elif name == "v" or name == "t":
            self._collects = False
        elif name == "rPh":
            self._is_spoken = False

    def _keep(self, value):
        if self._column > MAX_COLUMNS:
            raise FileRefused("far", sheet=self._title, cell=f"{column_letters(self._column)}{self._number}")
        self._cells += [""] * (self._column - len(self._cells))
        self._cells[self._column - 1] = value

    def _end_row(self):
        if not self._cells:
            return
        self._count += 1
        if self._number > LAST_ROW:
            first = next(at for at, cell in enumerate(self._cells, 1) if is_filled(cell))
            self._far = self._far or f"{column_letters(first)}{self._number}"
            return
        if self._number <= self._last:
            raise FileRefused("damaged")
        self._last = self._number
        self.rows.append(encode([self._number, self._cells]).encode("utf-8", "surrogatepass"))
        self._size += len(self.rows[-1])
        if self._size > MAX_ANSWER:
            raise FileRefused("heavy")
        if self._is_hidden:
            self.hidden.append(self._number)

    def _merge(self, place):
        ends = RANGE.fullmatch(place.replace("$", ""))
        if not ends or int(ends[2]) > LAST_ROW or column_number(ends[1]) > MAX_COLUMNS:
            return
        self._area += min(int(ends[4]), LAST_ROW) - int(ends[2]) + 1
        if self._area > LAST_ROW * MAX_COLUMNS:  # more than ranges that lie apart can cover
            raise FileRefused("damaged")
        self.merged.append(ends[0])

    def _value(self, found, text):
        kind = found.get("t", "n")
        if kind == "e":
            return ERROR
        if self._has_formula and not text and not (kind == "str" and self._has_value):
            return UNSAVED
        if not text:
            return ""
        style = found.get("s")
        shown_by = self._package.formats[int(style)] if style and int(style) < len(self._package.formats) else None
        if kind == "n":
            return self._number_value(float(text), shown_by)
        if kind == "b":
            return text in TRUE
        if kind == "d":
            return of_moment(datetime.datetime.fromisoformat(text.removesuffix("Z")))
        text = self._package.texts[int(text)] if kind == "s" else decoded(text)
        if text.lstrip().startswith(ERROR_START) and text.strip().replace("＃", "#").upper() in ERROR_WORDS:
            return ERROR
        return text if shown_by is None or shown_by.is_plain else shown_by.of_text(text)

    def _number_value(self, number, shown_by):
        if self._has_formula and number == 0 and self._package.uncalculated:
            return UNSAVED  # some libraries write a zero where the result belongs
        if shown_by is None or shown_by.is_plain:
            return number
        if shown_by.is_date:
            return self._of_serial(number)
        shown = shown_by.of_number(number)
        if shown is None or shown[0] == f"{number:.15g}":
            return number
        return {"shown": shown[0], "number": shown[1]} if shown[0] else ""

    def _of_serial(self, number):
        """A day counted as Excel counts days, its part after the point a time of day."""
        if not 0 <= number < AFTER_LAST_DAY:
            return number
        if number < 1:
            return {"time": str((DAY_ZERO_1904 + rounded_seconds(number)).time())}
        if self._package.since_1904:
            return of_moment(DAY_ZERO_1904 + rounded_seconds(number))
        return of_moment(DAY_ZERO + rounded_seconds(number + (number < FALSE_LEAP_DAY)))


def rounded_seconds(days: float) -> datetime.timedelta:
    """`days` to the second: Excel keeps no moment more exactly than that."""
    return datetime.timedelta(seconds=round(days * 86_400))


def of_moment(moment: datetime.datetime) -> dict:
    """A cell that holds a day, with its time of day unless that is midnight."""
    moment = (moment + datetime.timedelta(milliseconds=500)).replace(microsecond=0, tzinfo=None)
    if moment.time() == datetime.time():
        return {"date": moment.date().isoformat()}
    return {"moment": moment.isoformat(" ")}


def is_filled(cell) -> bool:
    """Whether a cell holds more than blanks."""
    return bool(cell.strip()) if type(cell) is str else True


def column_number(letters: str) -> int:
    """A is 1, XFD is 16384."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def column_letters(number: int) -> str:
    """1 is A, 16384 is XFD."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
