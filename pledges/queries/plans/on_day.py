"""Plans as they stood on a day: which were in force or in writing, what they said, how far they had come (R26)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Count, Exists, F, Max, OuterRef, Q, QuerySet, Value, When
from django.utils import timezone

from branches.models import Organisation
from core.history import as_of
from core.reporting.choices import ReportedState
from pledges.choices import BEFORE_ADOPTION, RUNNING, MoveState, PlanState, VersionState
from pledges.models import DueMove, Measure, Plan, Version
from pledges.parts import reported_by_unit
from pledges.querysets import at_goal
from pledges.rules.outcome import MeasuresDone, measures_done
from pledges.texts import PlanText, measure_text, restored
from ratings.choices import Tier
from ratings.models import Campaign


def in_hand() -> Exists:
    """Whether a further version is being written or reviewed, as a condition on plans."""
    versions = Version.objects.filter(plan=OuterRef("pk")).exclude(state=VersionState.ADOPTED)
    return Exists(versions.order_by())


@dataclass(frozen=True)
class MeasureOnDay:
    """One measure of a plan in force: what it said, by when it was `due`, where it stood; `last`: the day of the last
    report by then; `by_unit`: whether the unit's secretary reported of it."""

    number: int
    text: str
    person: str
    due: date
    state: ReportedState
    done_on: date | None
    last: date | None
    overdue: bool
    by_unit: bool


@dataclass(frozen=True)
class PlanOnDay:
    """A plan with the `state`, `goal`, `due` day and first responsible person ("": the secretary) of the day; one that
    was not adopted yet has no measures here. `proofs`: how many there were; `by_unit`: whether the unit's secretary
    reported of a measure, one that was left out too; `at_goal`: whether its organisation stood at the goal;
    `is_amended`: whether a further version is in hand today."""

    plan: Plan
    state: PlanState
    goal: Tier | None
    due: date
    responsible: str
    measures: list[MeasureOnDay]
    progress: MeasuresDone
    proofs: int
    overdue: bool
    by_unit: bool = False
    at_goal: bool = False
    is_amended: bool = False

    @property
    def in_force(self):
        return self.state in RUNNING


def plans_as_of(on: date) -> QuerySet[Plan]:
    """The plans with the values they had at the end of day `on`, those thrown away since among them."""
    rows = as_of(Plan, on)
    return rows.as_instances().order_by("id") if on < timezone.localdate() else rows


def as_stood(plans: Iterable[Plan], on: date) -> None:
    """Give `plans`, in force on day `on` or ended by then, the state of that day, never to be saved: no query for
    today, else one."""
    found = list(plans)
    if on < timezone.localdate() and found:
        known = dict(as_of(Plan, on).filter(id__in=[plan.pk for plan in found]).values_list("id", "state"))
        for plan in found:
            is_over = plan.ended_on is not None and plan.ended_on <= on
            plan.state = PlanState.ENDED if is_over else running_state(known.get(plan.pk))


def state_on(on: date) -> F | Case:
    """Where a measure stood on day `on`, as an expression: done is what was done by then also when that was told
    later; else what was written by then."""
    if on >= timezone.localdate():
        return F("state")
    known = as_of(Measure, on).filter(id=OuterRef("pk"), state=ReportedState.REPORTED).order_by()
    return Case(
        When(done_on__lte=on, then=Value(ReportedState.DONE.value)),
        When(Exists(known), then=Value(ReportedState.REPORTED.value)),
        default=Value(ReportedState.OPEN.value),
    )


def running_state(known: str | None) -> PlanState:
    """Where a plan stood that was in force; `known`: as far as it was written by then."""
    return PlanState(known if known in RUNNING else PlanState.IN_FORCE)


def plans_on(campaign: Campaign, on: date, organisations: Iterable[Organisation]) -> dict[int, list[PlanOnDay]]:
    """{primary key of an organisation: its PlanOnDays, those in force first}: five queries, whatever the number."""
    own = {"campaign": campaign, "organisation__in": [one.pk for one in organisations]}
    kept = {plan.pk: plan for plan in plans_as_of(on).filter(**own).exclude(state=PlanState.ENDED)}
    shown = Count("proofs", filter=Q(proofs__at__date__lte=on))
    facts = {"shown": shown, "at_goal": at_goal(on), "is_amended": in_hand()}
    adopted = list(Plan.objects.filter(**own).in_force_on(on).annotate(**facts).order_by("published_on", "pk"))
    versions, days, rows = versions_on(adopted, on), due_days_on(adopted, on), _rows(adopted, on)
    found = defaultdict(list)
    for plan in adopted:
        version = versions.get(plan.pk)
        text = restored(version.content) if version else _present(plan, rows[plan.pk])
        state = kept.pop(plan.pk, plan).state
        found[plan.organisation_id].append(_in_force(plan, state, text, rows[plan.pk], days, on))
    for plan in kept.values():
        if plan.state in BEFORE_ADOPTION:
            found[plan.organisation_id].append(_in_writing(plan))
    return found


def former(on: date, organisation: Organisation) -> QuerySet[Plan]:
    """The plans of `organisation` that were adopted and had ended by day `on`, the last one first."""
    rows = Plan.objects.filter(organisation=organisation, ended_on__lte=on, published_on__isnull=False)
    return rows.order_by("-ended_on", "-pk")


def versions_on(plans: Iterable[Plan], on: date) -> dict[int, Version]:
    """{primary key of a plan: its version in force on the day}: one query."""
    rows = Version.objects.filter(plan__in=plans, state=VersionState.ADOPTED, adopted_on__lte=on)
    return {version.plan_id: version for version in rows.order_by("number")}


def _present(plan, rows):
    """The text of a plan without versions, from its rows."""
    measures = tuple(measure_text(row) for row in rows.values() if row.dropped_on is None)
    return PlanText(goal=plan.goal, due_on=plan.due_on, responsible=plan.responsible, measures=measures)


def due_days_on(plans: Iterable[Plan], on: date) -> dict[tuple[int, int | None], date]:
    """{(primary key of a plan, of its measure or None): due day} of what was moved after the day: one query."""
    moves = DueMove.objects.filter(plan__in=plans, state=MoveState.GRANTED, decided_on__gt=on)
    rows = moves.order_by("-decided_on", "-pk").values_list("plan", "measure", "old_day")
    return {(plan, measure): old_day for plan, measure, old_day in rows}


def _rows(plans, on):
    """{primary key of a plan: {number: measure}}."""
    found = defaultdict(dict)
    last = Max("updates__on", filter=Q(updates__on__lte=on))
    rows = Measure.objects.filter(plan__in=plans).annotate(
        stood=state_on(on), last=last, by_unit=reported_by_unit("measure")
    )
    for row in rows.order_by("plan", "number"):
        found[row.plan_id][row.number] = row
    return found


def _in_force(plan, state, text, rows, days, on):
    due = days.get((plan.pk, None), plan.due_on)
    measures = [_measure(one, rows[one.number], due, days, on) for one in text.measures]
    return PlanOnDay(
        plan=plan,
        state=running_state(state),
        goal=Tier(text.goal) if text.goal else None,
        due=due,
        responsible=text.responsible,
        measures=measures,
        progress=measures_done([(one.done_on, one.due) for one in measures], on, ended_on=None),
        proofs=plan.shown,
        overdue=due < on,
        by_unit=any(row.by_unit for row in rows.values()),
        at_goal=plan.at_goal,
        is_amended=plan.is_amended,
    )


def _measure(said, row, plan_due, days, on):
    is_done = row.stood == ReportedState.DONE
    due = days.get((row.plan_id, row.pk), row.due_on) or plan_due
    return MeasureOnDay(
        number=said.number,
        text=said.text,
        person=said.person,
        due=due,
        state=ReportedState(row.stood),
        done_on=row.done_on,
        last=row.last,
        overdue=not is_done and due < on,
        by_unit=row.by_unit,
    )


def _in_writing(plan):
    goal = Tier(plan.goal) if plan.goal else None
    nothing = MeasuresDone(0, 0, 0)
    return PlanOnDay(plan, PlanState(plan.state), goal, plan.due_on, plan.responsible, [], nothing, 0, overdue=False)
