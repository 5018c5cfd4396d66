"""What a workbook would change and what is wrong with it, put into its ImportPlan."""

from collections.abc import Callable, Mapping

from core.workbooks.kinds import CHANGED, NEW, ImportPlan, PlanLine, changed_cells, new_cells
from core.workbooks.numbered.book import NumberedBook
from core.workbooks.numbered.places import RowPlace, problems


def line_of(place: RowPlace, label: str, old: Mapping | None, values: Mapping, changed=()) -> tuple[str, PlanLine]:
    """(title of the sheet, PlanLine) of what a row does: new without `old` values, else the `changed` keys."""
    sheet = place.table.sheet
    new = values if old is None else {key: values[key] for key in changed}
    cells = new_cells(sheet, new) if old is None else changed_cells(sheet, old, new)
    action = NEW if old is None else CHANGED
    return sheet.title_zh, PlanLine(action, place.table.title, place.row.number, label, cells)


def judge(plan: ImportPlan, book: NumberedBook, setting, errors: Callable, doubts: Callable) -> None:
    """Put into `plan` what is wrong with the rows of `book`: its own errors, those of `errors`, and what pages refuse
    (`doubts`), of which the department is only warned."""
    plan.errors += book.errors
    plan.unchanged += book.unchanged
    for entry in book.judged:
        plan.errors += problems(errors(entry, setting))
        if entry.is_clear:
            found = plan.warnings if setting.by_department else plan.errors
            found += problems(doubts(entry, setting))


def draw(plan: ImportPlan, sheets, lines) -> None:
    """Put `lines` of `line_of` into `plan` in the order of the sheets and their rows; those without cells change
    nothing."""
    by_sheet = {sheet.title_zh: [] for sheet in sheets}
    for title, line in lines:
        by_sheet[title].append(line)
    found = [line for some in by_sheet.values() for line in sorted(some, key=lambda line: line.row)]
    plan.lines = [line for line in found if line.cells]
    plan.unchanged += len(found) - len(plan.lines)
