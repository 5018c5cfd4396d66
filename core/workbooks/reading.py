"""Reading a stranger's workbook: a child process opens it, and whatever happens there becomes one sentence here."""

import json
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from core.workbooks.child import MAX_ROWS

CHILD = Path(__file__).with_name("child.py")
MAX_BYTES = 20 * 2**20
WALL_SECONDS = 9
EXHAUSTED = {signal.SIGXCPU, signal.SIGKILL, signal.SIGABRT}
SENTENCES = {
    "empty": _("The file is empty."),
    "picture": _("This is a picture (%(format)s), not a workbook. Choose the .xlsx file."),
    "old": _("This is a workbook of the old kind (.xls). Open it in Excel or WPS, save it as .xlsx and try again."),
    "encrypted": _("The workbook is protected by a password. Save it without one and try again."),
    "foreign": _("This is not an Excel workbook (.xlsx). Open it in Excel or WPS, save it as .xlsx and try again."),
    "damaged": _("The workbook is damaged. Open it in Excel or WPS, save it again and try once more."),
    "heavy": _("The workbook takes too much time or memory to read. Copy the table alone into a new workbook."),
    "rows": _("The sheet “%(sheet)s” has %(rows)s rows; at most %(most)s can be read at once. Divide the file."),
    "far": _("The cell %(cell)s of the sheet “%(sheet)s” lies far away from the table. Empty it and try again."),
}


class WorkbookRefused(Exception):
    """The file is not read at all. ``message`` says why in the user's language; sheet and cell where there is one."""

    def __init__(self, message: str, *, sheet: str | None = None, cell: str | None = None):
        super().__init__(message)
        self.message, self.sheet, self.cell = message, sheet, cell


@dataclass(frozen=True)
class RawWorkbook:
    """What stands in a workbook: all titles, and the filled rows of the sheets that were asked for.

    A row is (number as Excel shows it, cells from column A on); cells as ``core.workbooks.values`` reads them.
    """

    titles: list[str]
    sheets: dict[str, list]


def read_workbook(path: Path, titles: list[str]) -> RawWorkbook:
    """The sheets named in ``titles`` (blanks around and case do not matter) of the .xlsx file at ``path``.

    At most 20 MB and 20,000 rows a sheet; at most 10 s and 256 MB for the child process.
    Raises: WorkbookRefused; OSError when the file cannot be opened.
    """
    if path.stat().st_size > MAX_BYTES:
        raise too_many_bytes()
    answer = _ask_child(path, titles)
    if "refused" in answer:
        raise _refusal(**answer)
    return RawWorkbook(answer["titles"], answer["sheets"])


def _ask_child(path: Path, titles: list[str]) -> dict:
    command = [sys.executable, "-I", "-B", "-X", "utf8", str(CHILD), str(path.resolve())]
    command += [title.casefold() for title in titles]
    quiet = subprocess.DEVNULL
    try:
        done = subprocess.run(
            command, stdin=quiet, stdout=subprocess.PIPE, stderr=quiet, timeout=WALL_SECONDS, env={}, check=False
        )
    except subprocess.TimeoutExpired:
        return {"refused": "heavy"}
    if done.returncode:
        return {"refused": "heavy" if -done.returncode in EXHAUSTED else "damaged"}
    return json.loads(done.stdout)


def too_many_bytes() -> WorkbookRefused:
    """The refusal of a file of more than 20 MB."""
    message = _("The file is larger than %(most)s MB. Divide it, or take the pictures out.")
    return WorkbookRefused(message % {"most": MAX_BYTES // 2**20})


def too_many_rows(sheet: str, rows: int) -> WorkbookRefused:
    """The refusal of a sheet of more than 20,000 rows; it names the first cell of the first row too many."""
    return _refusal(refused="rows", sheet=sheet, rows=rows, cell=f"A{MAX_ROWS + 2}")


def _refusal(*, refused: str, sheet: str | None = None, cell: str | None = None, **facts) -> WorkbookRefused:
    facts |= {"sheet": sheet, "cell": cell, "most": MAX_ROWS}
    return WorkbookRefused(SENTENCES[refused] % facts, sheet=sheet, cell=cell)
