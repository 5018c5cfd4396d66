"""Kinds of workbooks: each app declares its own in `workbooks/kinds.py`; whatever is done with one comes here."""

import hashlib
from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from core.choices import EventKind, Role
from core.history import IMPORTED
from core.log import acts
from core.scope import Scope
from core.workbooks.columns import Sheet
from core.workbooks.reading import WorkbookRefused, read_cells, workbook_of
from core.workbooks.tables import Problem, in_row_order, is_marked, is_named, read_tables

NEW, CHANGED = "new", "changed"


@dataclass(frozen=True)
class PlanLine:
    """What one row of the file does: `action` new or changed, and each cell as (heading, old, new) text; `hidden`: the
    row does not show in Excel."""

    action: str
    sheet: str
    row: int
    label: str
    cells: tuple
    hidden: bool = False


@dataclass
class ImportPlan:
    """What an import would do: counts, every error and warning, the lines of the preview, and the kind's own work.

    `stale`: nothing was looked at cell by cell, because the data is no longer that of the preview; `other`: the kind
    that the file is of, when it is not the one it was sent in as; `listed`: the address of the one list that its rows
    stand in, "" where the kind alone tells.
    """

    lines: list = field(default_factory=list)
    unchanged: int = 0
    errors: list = field(default_factory=list)
    warnings: list = field(default_factory=list)
    work: object = None
    stale: bool = False
    other: "WorkbookKind | None" = None
    listed: str = ""

    @property
    def new(self):
        return sum(line.action == NEW for line in self.lines)

    @property
    def changed(self):
        return sum(line.action == CHANGED for line in self.lines)

    @property
    def digest(self):
        """The same for two plans that do the same: what was previewed is what is applied."""
        return hashlib.sha256(repr((self.lines, self.errors)).encode("utf-8", "surrogatepass")).hexdigest()


def new_cells(sheet: Sheet, values: dict) -> tuple:
    """What a new row writes, as PlanLine.cells; empty cells left out."""
    shown = ((column.zh, "", column.show(values.get(column.key))) for column in sheet.columns)
    return tuple(cell for cell in shown if cell[2])


def changed_cells(sheet: Sheet, old: dict, values: dict) -> tuple:
    """The cells of `values` that differ from `old`; an empty or absent one leaves the value as it is."""
    return tuple(
        (column.zh, column.show(old.get(column.key)), column.show(values[column.key]))
        for column in sheet.columns
        if values.get(column.key) is not None and not column.same(old.get(column.key), values[column.key])
    )


class WorkbookKind(ABC):
    """One kind of workbook. A subclass says what it holds, who imports it by page, how to plan, apply and export, and
    where what was imported is `listed` (the name of an address)."""

    name: str
    listed: str
    label: str
    sheets: tuple[Sheet, ...]
    importers: tuple[Role, ...]

    @property
    def file_title(self) -> str:
        """What its files are called."""
        return self.label

    def read(self, path: Path) -> bytes:
        """What stands in the file at `path`, or why it is not read: all that an import needs from then on."""
        return read_cells(path, [title for sheet in self.sheets for title in sheet.titles])

    def may_import(self, scope: Scope) -> bool:
        """Whether the person may import this kind by page; which rows, `plan` judges."""
        return scope.has(*self.importers)

    def may_export(self, scope: Scope) -> bool:
        """Whether there is something for the person to take out by page; which rows, `export` knows."""
        return True

    @abstractmethod
    def plan(self, tables, plan: ImportPlan, *, scope: Scope | None, by) -> None:
        """Fill `plan` (which may hold errors of cells already) from `tables`, by canonical title.

        `scope`: the places where `by` may import it, a row outside is an error; None: a command, which has the
        department's rights.
        """

    @abstractmethod
    def apply(self, work, *, by, reason: str) -> None:
        """Write `work` of a plan without errors, made in the same transaction. Raises: ValidationError."""

    @abstractmethod
    def export(self, scope, *, round_code=None):
        """(sheet, rows of values in the order of its columns) for each sheet, within `scope` (None: everything)."""

    def knows_round(self, code: str) -> bool:
        """Whether an export can be narrowed to the round `code`."""
        return False


_kinds: dict[str, WorkbookKind] = {}
_advisers: dict[str, list[Callable]] = {}


def register(kind: WorkbookKind) -> WorkbookKind:
    """Make `kind` known under its name."""
    return _kinds.setdefault(kind.name, kind)


def advise(name: str, adviser: Callable) -> None:
    """Let a higher floor warn: `adviser` takes the tables of a workbook of the kind `name` and returns Problems."""
    _advisers.setdefault(name, []).append(adviser)


def kinds() -> list[WorkbookKind]:
    """Every kind, in the order a newcomer fills them."""
    return list(_kinds.values())


def importable(scope: Scope) -> list[WorkbookKind]:
    """The kinds a person may import by page."""
    return [kind for kind in kinds() if kind.may_import(scope)]


def commanded() -> list[WorkbookKind]:
    """The kinds that commands bring in and take out: they have the department's rights."""
    return [kind for kind in kinds() if Role.DEPARTMENT in kind.importers]


def kind_of(name: str) -> WorkbookKind | None:
    """The kind called `name`."""
    return _kinds.get(name)


def plan_import(kind: WorkbookKind, cells: bytes | None, *, scope: Scope | None = None, by=None) -> ImportPlan:
    """What importing `cells` (from `kind.read`) would do, within `scope` (None: with the department's rights).

    A file that could not be read is a plan with one error.
    """
    plan = ImportPlan()
    try:
        raw = workbook_of(cells)
        plan.other = _other_kind(kind, raw, scope)
        tables, plan.errors = read_tables(raw, kind.sheets)
    except WorkbookRefused as refusal:
        plan.errors = [Problem(refusal.sheet, refusal.cell, refusal.message)]
        return plan
    if plan.other:
        plan.errors = [Problem(None, None, _of_another(kind, plan.other, scope))]
    elif all(table.legible for table in tables.values()):
        kind.plan(tables, plan, scope=scope and scope.narrowed(*kind.importers), by=by)
        _mark_hidden(plan, tables.values())
        plan.warnings += [problem for adviser in _advisers.get(kind.name, ()) for problem in adviser(tables)]
    plan.errors = in_row_order(plan.errors, raw.titles)
    plan.warnings = in_row_order(plan.warnings, raw.titles)
    return plan


def _mark_hidden(plan, tables):
    """Say of which rows nobody sees in Excel that they are read, and mark what they do."""
    plan.warnings += [problem for table in tables for problem in table.unseen()]
    hidden = {(table.title, number) for table in tables for number in table.hidden}
    if hidden:
        plan.lines = [replace(line, hidden=(line.sheet, line.row) in hidden) for line in plan.lines]


def import_cells(
    kind: WorkbookKind,
    cells: bytes | None,
    *,
    filename: str,
    scope: Scope | None = None,
    by=None,
    expected: str | None = None,
) -> ImportPlan:
    """Import `cells`, all or nothing; returns the plan carried out, or the one with the errors.

    It is planned anew in the transaction that writes. `expected`: digest of the previewed plan; when the database has
    changed meanwhile nothing is written and the plan says so.
    """
    try:
        with acts.acting("import", EventKind.IMPORT, by=by):
            plan = plan_import(kind, cells, scope=scope, by=by)
            if expected not in (None, plan.digest):
                return _stale()
            if plan.lines and not plan.errors:
                kind.apply(plan.work, by=by, reason=f"{IMPORTED}{filename}")
                counts = {"new": plan.new, "changed": plan.changed}
                acts.about(filename, workbook=kind.name, **counts)
    except ValidationError as error:
        plan.errors += [Problem(None, None, message) for message in error.messages]
    return plan


def _other_kind(kind, raw, scope):
    """The kind that the file is of when it is not `kind`: it has the sheets of another one only, rather of one that the
    person imports; or it bears the marks of one that has the same sheets. None when there is no such."""
    fitting = [other for other in kinds() if _has_all(other, raw.titles)]
    if kind in fitting:
        return next((other for other in fitting if other != kind and _is_marked(other, raw)), None)
    return next(iter(sorted(fitting, key=lambda other: not _imports(other, scope))), None)


def _is_marked(kind, raw):
    found = ((sheet, rows) for sheet in kind.sheets for title, rows in raw.sheets.items() if is_named(title, sheet))
    return any(is_marked(sheet, rows) for sheet, rows in found)


def _imports(kind, scope):
    return kind.may_import(scope) if scope else kind in commanded()


def _has_all(kind, titles):
    """Whether every sheet that `kind` needs is among `titles`."""
    return all(any(is_named(title, sheet) for title in titles) for sheet in kind.sheets if not sheet.optional)


def _of_another(kind, other, scope):
    if _imports(other, scope):
        sentence = _("This is a workbook of “%(other)s”, not of “%(kind)s”: import it as “%(other)s”.")
    else:
        sentence = _("This is a workbook of “%(other)s”, not of “%(kind)s”. It is sent in by: %(who)s.")
    who = " / ".join(str(role.label) for role in other.importers)
    return sentence % {"kind": kind.label, "other": other.label, "who": who}


def _stale():
    sentence = _("The data has changed since the preview. Look at it again.")
    return ImportPlan(errors=[Problem(None, None, sentence)], stale=True)
