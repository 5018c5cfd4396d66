"""Reading a stranger's workbook: a child process opens it once, and what it answers is kept.

Whatever happens there becomes a reason with facts, which is a sentence in the language of whoever looks at it.
"""

import json
import signal
import subprocess
import sys
import zlib
from dataclasses import dataclass, field
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from core.workbooks.opening.limits import MAX_ROWS

PROJECT = Path(__file__).parents[2]
CHILD = "import sys; sys.path.insert(0, sys.argv.pop(1)); from core.workbooks.opening.child import main; main()"
MAX_MEGABYTES = 20
MAX_BYTES = MAX_MEGABYTES * 2**20
WALL_SECONDS = 9
EXHAUSTED = {signal.SIGXCPU, signal.SIGKILL, signal.SIGABRT}
SENTENCES = {
    "empty": _("The file is empty."),
    "picture": _("This is a picture (%(format)s), not a workbook. Choose the .xlsx file."),
    "old": _("This is a workbook of the old kind (.xls). Open it in Excel or WPS, save it as .xlsx and try again."),
    "macros": _("This is a workbook with macros (.xlsm). Save it as an ordinary workbook (.xlsx) and try again."),
    "encrypted": _("The workbook is protected by a password. Save it without one and try again."),
    "foreign": _("This is not an Excel workbook (.xlsx). Open it in Excel or WPS, save it as .xlsx and try again."),
    "damaged": _("The workbook is damaged. Open it in Excel or WPS, save it again and try once more."),
    "heavy": _("The workbook takes too much time or memory to read. Copy the table alone into a new workbook."),
    "rows": _("The sheet “%(sheet)s” has %(rows)s rows; at most %(most)s can be read at once. Divide the file."),
    "far": _("The cell %(cell)s of the sheet “%(sheet)s” lies far away from the table. Empty it and try again."),
    "large": _("The file is larger than %(most)s MB. Divide it, or take the pictures out."),
    "gone": _("The file is no longer there, or cannot be opened. Send it in again."),
    "unkept": _("What stands in this file was not kept with it. Send it in again."),
}


class WorkbookRefused(Exception):
    """The file is not read at all: `refused`, a key of SENTENCES, with its facts; sheet and cell where there is one."""

    def __init__(self, refused: str, *, sheet: str | None = None, cell: str | None = None, **facts):
        super().__init__(refused)
        self.refused, self.sheet, self.cell, self.facts = refused, sheet, cell, facts

    @property
    def message(self) -> str:
        """Why, in the user's language."""
        return SENTENCES[self.refused] % {"sheet": self.sheet, "cell": self.cell, **self.facts}


@dataclass(frozen=True)
class RawWorkbook:
    """What stands in a workbook: all titles, and the filled rows of the sheets that were asked for.

    A row is (number as Excel shows it, cells from column A on); cells as ``core.workbooks.opening.sheets`` makes them.
    `hidden`: the numbers of filled rows that Excel does not show, by title; `merged`: the ranges of merged cells.
    """

    titles: list[str]
    sheets: dict[str, list]
    hidden: dict[str, list[int]] = field(default_factory=dict)
    merged: dict[str, list[str]] = field(default_factory=dict)


def read_cells(path: Path, titles: list[str]) -> bytes:
    """What stands in the .xlsx file at ``path``, or why it is not read: the child's answer, compressed, to be kept.

    Of the sheets named in ``titles``; blanks around and case do not matter. At most 20 MB and 20,000 rows a sheet; at
    most 10 s and 256 MB for the child process.
    """
    try:
        large = path.stat().st_size > MAX_BYTES
        answer = _refused("large", most=MAX_MEGABYTES) if large else _ask_child(path, titles)
    except OSError:
        answer = _refused("gone")
    return zlib.compress(answer)


def workbook_of(cells: bytes | None) -> RawWorkbook:
    """The workbook that ``read_cells`` kept. Raises: WorkbookRefused, also for None: nothing was kept."""
    if cells is None:
        raise WorkbookRefused("unkept")
    answer = json.loads(zlib.decompress(cells))
    if "refused" in answer:
        raise WorkbookRefused(**answer)
    return RawWorkbook(**answer)


def _ask_child(path: Path, titles: list[str]) -> bytes:
    command = [sys.executable, "-I", "-B", "-X", "utf8", "-c", CHILD, str(PROJECT), str(path.resolve())]
    command += [title.casefold() for title in titles]
    quiet = subprocess.DEVNULL
    try:
        done = subprocess.run(
            command, stdin=quiet, stdout=subprocess.PIPE, stderr=quiet, timeout=WALL_SECONDS, env={}, check=False
        )
    except subprocess.TimeoutExpired:
        return _refused("heavy")
    if done.returncode:
        return _refused("heavy" if -done.returncode in EXHAUSTED else "damaged")
    return done.stdout


def _refused(reason: str, **facts) -> bytes:
    return json.dumps({"refused": reason, **facts}).encode()


def too_many_bytes() -> WorkbookRefused:
    """The refusal of a file of more than 20 MB."""
    return WorkbookRefused("large", most=MAX_MEGABYTES)


def too_many_rows(sheet: str, rows: int) -> WorkbookRefused:
    """The refusal of a sheet of more than 20,000 rows; it names the first cell of the first row too many."""
    return WorkbookRefused("rows", sheet=sheet, rows=rows, most=MAX_ROWS, cell=f"A{MAX_ROWS + 2}")
