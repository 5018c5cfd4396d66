"""The rows of a workbook that cannot be imported, as a workbook: as they were sent in, the objections beside each."""

import datetime
import re
from collections import defaultdict
from collections.abc import Sequence

from core.phrases import labelled
from core.workbooks.cells import is_error, plain
from core.workbooks.kinds import WorkbookKind
from core.workbooks.reading import WorkbookRefused, workbook_of
from core.workbooks.tables import OBJECTIONS, Problem, find_heads, is_named
from core.workbooks.writing import SheetPage


def refused_rows(kind: WorkbookKind, cells: bytes | None, problems: Sequence[Problem]) -> list[SheetPage]:
    """A page for each sheet of the workbook kept in `cells` that has rows with `problems`; [] when none has."""
    try:
        sheets = workbook_of(cells).sheets
    except WorkbookRefused:
        return []
    told = _by_row(problems)
    named = ((title, next((sheet for sheet in kind.sheets if is_named(title, sheet)), None)) for title in sheets)
    pages = (_page(title, sheet, sheets[title], told[title]) for title, sheet in named if sheet and told[title])
    return [page for page in pages if page]


def _by_row(problems):
    """{title: {row number: sentences, each with its cell}}."""
    told = defaultdict(lambda: defaultdict(list))
    for one in problems:
        if one.sheet and one.cell:
            told[one.sheet][int(re.sub("[^0-9]", "", one.cell))].append(labelled(one.cell, one.message))
    return told


def _page(title, sheet, rows, told):
    start, _number, heads = find_heads(sheet, rows)
    wrong = [(number, cells) for number, cells in rows[start + 1 :] if number in told]
    if not wrong:
        return None
    width = max(len(cells) for _number, cells in [(0, heads), *wrong])
    headings = [plain(head) for head in heads] + [""] * (width - len(heads)) + [OBJECTIONS]
    lines = [[*map(_written, cells), *[None] * (width - len(cells)), "\n".join(told[at])] for at, cells in wrong]
    return SheetPage(title, headings, lines)


def _written(cell):
    """A cell as it was sent in."""
    if type(cell) is dict and "date" in cell:
        return datetime.date.fromisoformat(cell["date"])
    if is_error(cell):
        return "#N/A"
    return plain(cell) if type(cell) is dict else cell
