"""The rows of the four sheets: what is stored, as values by the keys of the columns; the workbook that is taken out."""

from collections.abc import Iterator

from core.workbooks.numbered.cells import AT_ONCE, in_order
from pledges.choices import MoveState
from pledges.models import DueMove, Measure, Plan, Update
from pledges.workbooks.plans.sheets import MEASURES_SHEET, MOVES_SHEET, PLANS_SHEET, REPORTS_SHEET
from ratings.choices import Tier

PLAN_PLAIN = ("kind", "due_on", "responsible", "problems", "causes", "leader", "contact")
PLAN_PLAIN += ("state", "published_on", "ended_on", "outcome")
MEASURE_PLAIN = ("text", "start", "goal_value", "person", "due_on", "state", "done_on")


def plan_values(plan: Plan, number: str | None = None) -> dict:
    """A row of 计划; `number`: of a new one, the file's own."""
    values = {name: getattr(plan, name) or None for name in PLAN_PLAIN}
    organisation = {"organisation": plan.organisation.code, "name": plan.organisation.name}
    goal = Tier(plan.goal).identifier if plan.goal else None
    values |= {"goal": goal, "problem_types": tuple(plan.problem_types) or None}
    return {"number": number or str(plan.pk), "campaign": plan.campaign.code, **organisation, **values}


def measure_values(number: str, measure: Measure) -> dict:
    """A row of 措施, of the plan called `number`."""
    values = {name: _filled(getattr(measure, name)) for name in MEASURE_PLAIN}
    return {"number": number, "measure": measure.number, **values}


def report_values(number: str, measure: int, update: Update) -> dict:
    """A row of 进展."""
    return {"number": number, "measure": measure, "on": update.on, "text": update.text, "value": update.value}


def move_values(number: str, measure: int | None, move: DueMove) -> dict:
    """A row of 时限调整."""
    days = {"old_day": move.old_day, "new_day": move.new_day, "decided_on": move.decided_on}
    return {"number": number, "measure": measure, **days, "reason": move.reason or None}


def _filled(value):
    return None if value == "" else value


def rows(scope) -> list[tuple]:
    """(sheet, rows) of every plan within `scope` (None: all of them), as the import reads them; what a later version
    left out is not among them."""

    def within(model):
        return model._default_manager.all() if scope is None else scope.of(model)

    return [
        (PLANS_SHEET, _plans(within(Plan))),
        (MEASURES_SHEET, _measures(within(Measure))),
        (REPORTS_SHEET, _reports(within(Update))),
        (MOVES_SHEET, _moves(within(DueMove))),
    ]


def _plans(plans) -> Iterator[list]:
    ordered = plans.with_people().order_by("campaign__starts_on", "campaign", "organisation__code", "pk")
    for plan in ordered.iterator(chunk_size=AT_ONCE):
        yield in_order(PLANS_SHEET, plan_values(plan))


def _measures(measures) -> Iterator[list]:
    for measure in measures.filter(dropped_on=None).order_by("plan_id", "number").iterator(chunk_size=AT_ONCE):
        yield in_order(MEASURES_SHEET, measure_values(str(measure.plan_id), measure))


def _reports(updates) -> Iterator[list]:
    updates = updates.filter(measure__dropped_on=None).select_related("measure")
    ordered = updates.order_by("measure__plan_id", "measure__number", "on", "pk")
    for update in ordered.iterator(chunk_size=AT_ONCE):
        measure = update.measure
        yield in_order(REPORTS_SHEET, report_values(str(measure.plan_id), measure.number, update))


def _moves(moves) -> Iterator[list]:
    granted = moves.filter(state=MoveState.GRANTED).exclude(measure__dropped_on__isnull=False)
    ordered = granted.select_related("measure").order_by("plan_id", "decided_on", "pk")
    for move in ordered.iterator(chunk_size=AT_ONCE):
        number = move.measure.number if move.measure else None
        yield in_order(MOVES_SHEET, move_values(str(move.plan_id), number, move))
