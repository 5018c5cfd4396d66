"""From what stands in a workbook to rows of values: titles and headings are matched, every cell read by its column."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter

from core.workbooks.cells import is_error, plain
from core.workbooks.columns import Column, Sheet
from core.workbooks.guesses import guess_among
from core.workbooks.merges import Merges
from core.workbooks.opening.limits import MAX_ROWS
from core.workbooks.opening.sheets import column_number, is_filled
from core.workbooks.reading import RawWorkbook, too_many_rows
from core.workbooks.values import CellError

FEW_ROWS = 20
CELL = re.compile("([A-Z]+)([0-9]+)")
OBJECTIONS = "问题"  # the column that we put beside rows that were refused; nobody reads it again


@dataclass(frozen=True)
class Problem:
    """Something wrong, in the user's words, at the cell as Excel names it; both None: about the whole file."""

    sheet: str | None
    cell: str | None
    message: str


@dataclass(slots=True)
class SheetRow:
    """One filled row: its number in Excel and its values by column key (None: empty); `faulty`: keys of the cells that
    cannot be read, which have no value."""

    number: int
    values: dict
    faulty: set = field(default_factory=set)


@dataclass
class Table:
    """The rows of one sheet, and where its columns stand; not `legible`: sheet or headings are missing or wrong.

    `hidden`: the numbers of rows that Excel does not show.
    """

    sheet: Sheet
    title: str
    letters: dict = field(default_factory=dict)
    rows: list = field(default_factory=list)
    legible: bool = True
    hidden: frozenset = frozenset()

    def problem(self, row: SheetRow, key: str, message: str) -> Problem:
        """A Problem at the cell of `key` in `row`; at the row's first cell when the column is absent."""
        return Problem(self.title, f"{self.letters.get(key, 'A')}{row.number}", message)

    def unseen(self) -> list[Problem]:
        """A Problem (one at most) that names its rows which Excel does not show."""
        rows = [str(row.number) for row in self.rows if row.number in self.hidden]
        if not rows:
            return []
        shown = "、".join(rows[:FEW_ROWS]) + ("…" if len(rows) > FEW_ROWS else "")
        return [Problem(self.title, None, _("Hidden rows are read too: %(rows)s.") % {"rows": shown})]


def read_tables(raw: RawWorkbook, sheets: Sequence[Sheet]) -> tuple[dict[str, Table], list[Problem]]:
    """The tables of a workbook by canonical title, and everything that is wrong with titles and cells.

    Raises: reading.WorkbookRefused.
    """
    tables, problems = {}, []
    for sheet in sheets:
        titles = [title for title in raw.sheets if is_named(title, sheet)]
        table = tables[sheet.title_zh] = Table(sheet, titles[0] if titles else sheet.title_zh)
        if len(titles) == 1:
            table.hidden = frozenset(raw.hidden.get(table.title, ()))
            problems += _fill(table, raw.sheets[table.title], Merges(raw.merged.get(table.title, ())))
        elif titles or not sheet.optional:
            table.legible = False
            problems.append(_ambiguous(titles) if titles else _missing(sheet, raw))
    return tables, problems


def _ambiguous(titles):
    sentence = _("These sheets hold the same: %(titles)s. Keep one of them.")
    return Problem(None, None, sentence % {"titles": "、".join(f"“{title}”" for title in titles)})


def in_row_order(problems: Sequence[Problem], titles: Sequence[str]) -> list[Problem]:
    """`problems` as one meets them in the sheets called `titles`, row by row; what is about the whole file first."""

    def place(problem):
        found = CELL.fullmatch(problem.cell or "")
        at = (int(found[2]), column_number(found[1])) if found else (0, 0)
        return titles.index(problem.sheet) if problem.sheet in titles else -1, *at

    return sorted(problems, key=place)


def is_named(title: str, sheet: Sheet) -> bool:
    """Whether `title` is one of the titles of `sheet`, in whatever case."""
    return title.strip().casefold() in {name.casefold() for name in sheet.titles}


def _missing(sheet, raw: RawWorkbook):
    guess = guess_among(sheet.title_zh, raw.titles)
    if guess:
        message = _("The sheet “%(title)s” is missing. There is “%(guess)s”: did you mean that one? Rename it.")
    else:
        message = _("The sheet “%(title)s” is missing. Sheets found: %(found)s.")
    found = "、".join(raw.titles)
    return Problem(None, None, message % {"title": sheet.title_zh, "guess": guess, "found": found})


def _fill(table, raw, merges):
    """Read `raw` rows into `table`; returns the problems."""
    if not raw:
        table.legible = False
        return [Problem(table.title, "A1", _("The sheet is empty: its headings are missing."))]
    start, number, heads = find_heads(table.sheet, raw)
    columns, problems = _columns(table, number, heads)
    if len(raw) - start - 1 > MAX_ROWS:
        raise too_many_rows(table.title, len(raw) - start - 1)
    if problems:
        table.legible = False
        return problems
    rows = [(number, merges.shown(number, cells)) for number, cells in raw[start + 1 :]]
    problems += _headless(table, number, heads, rows)
    problems += _merged(table, merges, columns, rows)
    for number, cells in rows:
        if any(is_filled(cells[position]) for position, _column in columns if position < len(cells)):
            table.rows.append(_read_row(table, columns, number, cells, merges.unclear(number), problems))
    return problems


def _headless(table, number, heads, rows):
    """A Problem for each column that holds data and has no heading."""
    sentence = _("The column %(column)s holds data (%(cell)s) and has no heading. Give it one, or empty it.")
    width = max((len(cells) for _number, cells in rows), default=0)
    for position in range(width):
        if position < len(heads) and plain(heads[position]):
            continue
        first = next((at for at, cells in rows if position < len(cells) and is_filled(cells[position])), None)
        if first is not None:
            column = get_column_letter(position + 1)
            words = {"column": column, "cell": f"{column}{first}"}
            yield Problem(table.title, f"{column}{number}", sentence % words)


def _merged(table, merges, columns, rows):
    """A Problem for each range of merged cells that says something about several rows."""
    known, filled = {position for position, _column in columns}, dict(rows)
    sentence = _("The cells %(range)s are merged over several rows. Undo that and fill in each row.")
    for merged in merges.tall:
        cells = filled.get(merged.row, ())
        if known & set(merged.positions) and merged.first < len(cells) and is_filled(cells[merged.first]):
            cell = f"{get_column_letter(merged.first + 1)}{merged.row}"
            yield Problem(table.title, cell, sentence % {"range": merged.called})


def find_heads(sheet: Sheet, raw: list) -> tuple[int, int, list]:
    """(index, row number, cells) of the heading row: the one of the first five that knows most headings."""
    known = {name.casefold() for column in sheet.columns for name in (column.zh, column.en)}

    def hits(index):
        return sum(plain(cell).casefold() in known for cell in raw[index][1])

    start = max(range(min(5, len(raw))), key=lambda index: (hits(index), -index))
    return start, *raw[start]


def is_marked(sheet: Sheet, raw: list) -> bool:
    """Whether a `raw` sheet has the marks that tell `sheet` from others of its title; False where there are none."""
    marks = [column for column in sheet.columns if column.mark]
    heads = {plain(head).casefold() for head in find_heads(sheet, raw)[2]} if marks and raw else set()
    return bool(marks) and all({mark.zh.casefold(), mark.en.casefold()} & heads for mark in marks)


def _columns(table, number, heads):
    """[(position, Column)] of the known headings, and the problems with the others."""
    if any(map(is_error, heads)):
        return [], _errors_among(table, number, heads)
    names = {name.casefold(): column for column in table.sheet.columns for name in (column.zh, column.en)}
    found, problems, guessed = [], [], set()
    for position, head in enumerate(map(plain, heads)):
        if not head:
            continue
        column, cell = names.get(head.casefold()), f"{get_column_letter(position + 1)}{number}"
        if column is None and head == OBJECTIONS:
            continue
        if column is None:
            guess = guess_among(head, [column.zh for column in table.sheet.columns])
            guessed.add(guess)
            problems.append(Problem(table.title, cell, _unknown(table.sheet, head, guess)))
        elif column.key in table.letters:
            problems.append(Problem(table.title, cell, _("The heading “%(head)s” stands twice.") % {"head": head}))
        else:
            table.letters[column.key] = get_column_letter(position + 1)
            found.append((position, column))
    absent = [
        column
        for column in table.sheet.columns
        if (column.required or column.mark) and column.key not in table.letters and column.zh not in guessed
    ]
    problems += [Problem(table.title, f"A{number}", _absent(column)) for column in absent]
    return found, problems


def _absent(column):
    if column.mark:
        sentence = _("The column “%(head)s” is missing. Download this workbook anew, and fill in that one.")
    else:
        sentence = _("The column “%(head)s” is missing.")
    return sentence % {"head": column.zh}


def _errors_among(table, number, heads):
    sentence = _("The heading holds a formula error (such as #N/A). Type the heading as text.")
    places = [position for position, head in enumerate(heads, 1) if is_error(head)]
    return [Problem(table.title, f"{get_column_letter(position)}{number}", sentence) for position in places]


def _unknown(sheet, head, guess):
    if guess:
        return _("The heading “%(head)s” is not known. Did you mean “%(guess)s”?") % {"head": head, "guess": guess}
    known = "、".join(column.zh for column in sheet.columns)
    return _("The heading “%(head)s” is not known. Known are: %(known)s.") % {"head": head, "known": known}


def _read_row(table, columns: list[tuple[int, Column]], number, cells, unclear, problems):
    row, width = SheetRow(number, {}), len(cells)
    for position, column in columns:
        if position in unclear:
            row.faulty.add(column.key)
            continue
        try:
            value = column.read(cells[position]) if position < width else None
            if value is None and column.required:
                raise CellError(_("“%(head)s” must be filled in.") % {"head": column.zh})
        except CellError as error:
            row.faulty.add(column.key)
            problems.append(table.problem(row, column.key, str(error)))
        else:
            row.values[column.key] = value
    return row
