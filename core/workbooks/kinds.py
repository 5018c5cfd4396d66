"""Kinds of workbooks: each app declares its own in `sheets.py`; import, export, template and help go through here."""

import hashlib
from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from core.choices import EventKind
from core.events import record
from core.workbooks.columns import Sheet
from core.workbooks.reading import WorkbookRefused
from core.workbooks.tables import Problem, read_tables

NEW, CHANGED = "new", "changed"


@dataclass(frozen=True)
class PlanLine:
    """What one row of the file does: `action` new or changed, and each cell as (heading, old, new) text."""

    action: str
    sheet: str
    row: int
    label: str
    cells: tuple


@dataclass
class ImportPlan:
    """What an import would do: counts, every error and warning, the lines of the preview, and the kind's own work.

    `stale`: nothing was looked at cell by cell, because the data is no longer that of the preview.
    """

    lines: list = field(default_factory=list)
    unchanged: int = 0
    errors: list = field(default_factory=list)
    warnings: list = field(default_factory=list)
    work: object = None
    stale: bool = False

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
    """What a new row writes, as Line.cells; empty cells left out."""
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
    """One kind of workbook. A subclass sets `name`, `label`, `sheets` and says how to plan, apply and export."""

    name: str
    label: str
    sheets: tuple[Sheet, ...]

    @abstractmethod
    def plan(self, tables, plan: ImportPlan) -> None:
        """Fill `plan` (which may hold errors of cells already) from `tables`, by canonical title."""

    @abstractmethod
    def apply(self, work, *, by, reason: str) -> None:
        """Write `work` of a plan without errors. Raises: ValidationError."""

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


def kind_of(name: str) -> WorkbookKind | None:
    """The kind called `name`."""
    return _kinds.get(name)


def prepare(kind: WorkbookKind, path: Path) -> ImportPlan:
    """What importing the file at `path` would do. A file that cannot be read is a plan with one error."""
    return _plan(kind, *_read(kind, path))


def carry_out(
    kind: WorkbookKind,
    path: Path,
    *,
    by,
    filename: str,
    expected: str | None = None,
    claim: Callable[[], None] | None = None,
) -> ImportPlan:
    """Import the file at `path`, all or nothing; returns the plan carried out, or the one with the errors.

    `expected`: digest of the previewed plan; when the database has changed meanwhile nothing is written and the
    plan says so. `claim`: called first in the same transaction; what it wrote is taken back when there are errors.
    """
    tables, problems = _read(kind, path)
    try:
        with transaction.atomic():
            if claim:
                claim()
            plan = _plan(kind, tables, problems)
            if tables is not None and expected not in (None, plan.digest):
                plan = _stale()
            _write(kind, plan, by=by, filename=filename)
    except ValidationError as error:
        plan.errors += [Problem(None, None, message) for message in error.messages]
    return plan


def _write(kind, plan, *, by, filename):
    if plan.errors:
        transaction.set_rollback(True)
    elif plan.lines:
        kind.apply(plan.work, by=by, reason=f"import: {filename}")
        counts = {"new": plan.new, "changed": plan.changed}
        record(EventKind.IMPORT, by=by, subject=filename, workbook=kind.name, **counts)


def _stale():
    sentence = _("The data has changed since the preview. Look at it again.")
    return ImportPlan(errors=[Problem(None, None, sentence)], stale=True)


def _read(kind, path):
    try:
        return read_tables(path, kind.sheets)
    except WorkbookRefused as refusal:
        return None, [Problem(refusal.sheet, refusal.cell, refusal.message)]
    except OSError:
        return None, [Problem(None, None, _("The file is no longer there, or cannot be opened. Send it in again."))]


def _plan(kind, tables, problems):
    plan = ImportPlan(errors=list(problems))
    if tables is not None and all(table.legible for table in tables.values()):
        kind.plan(tables, plan)
        plan.warnings += [problem for adviser in _advisers.get(kind.name, ()) for problem in adviser(tables)]
    return plan
