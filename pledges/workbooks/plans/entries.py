"""The rows of a workbook put together by plan: what each would be beside what is stored."""

from copy import copy
from dataclasses import dataclass, field
from datetime import date

from core.reporting.choices import ReportedState
from core.workbooks.numbered.cells import changes
from core.workbooks.numbered.places import RowPlace
from pledges.choices import COVERING, MoveState, PlanKind, PlanState
from pledges.models import DueMove, Measure, Plan, Update
from pledges.rules.duties import year_of
from pledges.workbooks.plans.known import StoredParts
from pledges.workbooks.plans.rows import measure_values, plan_values
from pledges.workbooks.plans.sheets import CONFIRMED, DECIDED, MEASURES_SHEET, PLANS_SHEET
from ratings.choices import Tier

PLAN_TEXT = ("goal", "due_on", "responsible", "problem_types", "problems", "causes", "leader", "contact")
MEASURE_TEXT = ("text", "start", "goal_value", "person", "due_on")
REASON = "按导入的台账更改"  # of a due day that the file changes without a row of 时限调整
REWRITTEN = {*PLAN_TEXT, *MEASURE_TEXT} - {"due_on"}
STORED = {"goal": Tier.of, "problem_types": list}  # how a cell's value is kept


@dataclass
class MeasureEntry:
    """A measure as the file leaves it; `before`: as it is stored; `place` None: the file does not name it."""

    measure: Measure
    before: Measure | None = None
    place: RowPlace | None = None
    changed: set[str] = field(default_factory=set)

    @property
    def is_written(self):
        """Whether there is something to write."""
        return self.before is None or bool(self.changed) or self.measure.due_on != self.before.due_on


@dataclass
class ReportEntry:
    """A row of 进展 that is not stored yet, of the measure called `number`."""

    place: RowPlace
    number: int
    update: Update


@dataclass
class MoveEntry:
    """A row of 时限调整 that is not stored yet; `number` None: the due day of the plan; `place` None: no row says so,
    the day itself was changed."""

    move: DueMove
    number: int | None
    place: RowPlace | None = None


@dataclass
class PlanEntry:
    """A plan as the file leaves it; `before`: as it is stored, with its `parts`; `is_brought`: the person may bring it.

    `anchor`: the first row that names it; `place`: its row of 计划; `unclear`: keys of its cells there that say nothing
    to go by; `foreign`: cells that only the department fills in; `original`: the plan's first due day (None), and those
    of measures by number, where one was moved.
    """

    number: str | None
    plan: Plan
    anchor: RowPlace
    before: Plan | None = None
    parts: StoredParts = field(default_factory=StoredParts)
    place: RowPlace | None = None
    is_brought: bool = False
    changed: set[str] = field(default_factory=set)
    unclear: set[str] = field(default_factory=set)
    foreign: list[tuple[RowPlace, str]] = field(default_factory=list)
    measures: dict[int, MeasureEntry] = field(default_factory=dict)
    reports: list[ReportEntry] = field(default_factory=list)
    moves: list[MoveEntry] = field(default_factory=list)
    original: dict[int | None, date] = field(default_factory=dict)

    @property
    def is_clear(self):
        """Whether it is known whose plan of which kind it is."""
        return not self.unclear & {"campaign", "organisation", "name", "kind"}

    @property
    def was_adopted(self):
        return self.before is not None and self.before.is_adopted

    @property
    def is_moved_to_another_year(self):
        """Whether its due day makes it the plan for another year than it was (of a unit)."""
        return self.before is not None and self.before.year != self.plan.year

    @property
    def covers(self):
        """Whether plans of its kind promise a tier."""
        return self.plan.kind in COVERING

    @property
    def is_public(self):
        """Whether it is read on the public wall."""
        return self.plan.kind == PlanKind.PLEDGE and self.plan.is_adopted

    @property
    def is_rewritten(self):
        """Whether its text becomes another one; a due day is moved, not rewritten."""
        measures = (one.changed & REWRITTEN or one.before is None for one in self.measures.values())
        return bool(self.changed & REWRITTEN) or any(measures)

    @property
    def is_judged(self):
        """Whether the file makes it another plan than it was; what is as it is stands."""
        return bool(self.before is None or self.changed or any(one.changed for one in self.measures.values()))

    @property
    def standing(self):
        """Its measures that no version left out."""
        return [one for one in self.measures.values() if one.measure.dropped_on is None]

    def fill(self, by_department: bool):
        """Take over what its row of 计划 says."""
        values = self.place.row.values
        old = plan_values(self.before) if self.before else {"state": PlanState.DRAFT.value}
        for key in changes(PLANS_SHEET, old, values, (*PLAN_TEXT, *DECIDED)):
            if key in DECIDED and not by_department:
                self.foreign.append((self.place, key))
            else:
                setattr(self.plan, key, STORED.get(key, _as_it_is)(values[key]))
                self.changed.add(key)
        if self.before is None and by_department and not values.get("state"):
            self.plan.state = _state_of(self.plan)

    def fill_measure(self, place: RowPlace, by_department: bool):
        """Take over a row of 措施."""
        values = place.row.values
        number = values["measure"]
        entry = self.measures.setdefault(number, MeasureEntry(Measure(plan=self.plan, number=number)))
        entry.place, before = place, entry.before
        old = measure_values(self.number, before) if before else {"state": entry.measure.state}
        for key in changes(MEASURES_SHEET, old, values, (*MEASURE_TEXT, *CONFIRMED)):
            if key in CONFIRMED and not by_department:
                self.foreign.append((place, key))
            else:
                setattr(entry.measure, key, values[key])
                entry.changed.add(key)
        if by_department and "done_on" in entry.changed and not values.get("state"):
            entry.measure.state = ReportedState.DONE
            entry.changed.add("state")

    def settle_days(self, today: date):
        """Make the due days those that hold after the moves, and the plan's year that of the first one. Yields the
        first row that moves another day than the one there is, with that day."""
        yield from self._settle(self.plan, self.before, self.changed, None, today)
        for number, one in self.measures.items():
            yield from self._settle(one.measure, one.before, one.changed, number, today)
        if self.plan.due_on and not self.was_adopted:
            self.plan.year = year_of(self.plan.kind, self.original.get(None, self.plan.due_on))

    def _settle(self, row, before, changed, number, today):
        new = [one for one in self.moves if one.number == number]
        stored = [move for move in self.parts.moves if _number(move, self) == number]
        chain = sorted((*stored, *(one.move for one in new)), key=lambda move: move.decided_on)
        days = {day for move in chain for day in (move.old_day, move.new_day)}
        if new:
            if row.due_on and row.due_on not in days:
                yield new[0].place, row.due_on
            row.due_on, self.original[number] = chain[-1].new_day, chain[0].old_day
            changed.discard("due_on")
        elif before and self.was_adopted and "due_on" in changed:
            if row.due_on in days:
                row.due_on = before.due_on
                changed.discard("due_on")
            else:
                old_day = before.due_on or self.before.due_on
                values = {"old_day": old_day, "new_day": row.due_on, "decided_on": today, "reason": REASON}
                self.moves.append(MoveEntry(granted(self.plan, values), number))


def begun(number: str | None, stored: Plan | None, anchor: RowPlace, parts: StoredParts) -> PlanEntry:
    """The entry of a plan, nothing of the file taken over yet."""
    if stored is None:
        return PlanEntry(number, Plan(), anchor)
    plan = copy(stored)
    measures = {number: MeasureEntry(copy(one), one) for number, one in parts.measures.items()}
    for one in measures.values():
        one.measure.plan = plan
    return PlanEntry(number, plan, anchor, stored, parts, measures=measures)


def granted(plan: Plan, values: dict) -> DueMove:
    """The granted move that a row of 时限调整 tells of."""
    days = {key: values[key] for key in ("old_day", "new_day", "decided_on")}
    return DueMove(plan=plan, state=MoveState.GRANTED, reason=values.get("reason") or "", **days)


def _state_of(plan):
    """Where a plan stands of which a ledger gives the days only."""
    if plan.ended_on:
        return PlanState.ENDED
    return PlanState.IN_FORCE if plan.published_on else PlanState.DRAFT


def _number(move, entry):
    measure = next((one for one in entry.parts.measures.values() if one.pk == move.measure_id), None)
    return measure.number if measure else None


def _as_it_is(value):
    return value
