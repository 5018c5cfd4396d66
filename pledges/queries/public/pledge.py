"""One pledge as anyone may read it: values made for the public, never models (N08, R27a).

Every text somebody typed goes through `tellable`; proofs, user names, scores and standings do not come in at all.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from branches.as_of import secretary_on
from branches.models import Organisation
from core.names import same_name
from core.reporting.choices import ReportedState
from core.web.privacy import tellable
from pledges.choices import PUBLIC_GOALS, MoveState, PlanKind, PlanOutcome, PlanState, VersionState
from pledges.lifecycles.plans import is_handed_in
from pledges.models import DueMove, Measure, Plan, Satisfaction, Version
from pledges.queries.public.wall import PublicUnit, shown
from pledges.rules.outcome import MeasuresDone, measures_done
from pledges.texts import MeasureText, in_full, restored
from ratings.choices import Tier


@dataclass(frozen=True)
class PublicUpdate:
    """What was reported on a day; `text` empty: it is not public."""

    on: date
    text: str
    value: Decimal | None


@dataclass(frozen=True)
class PublicMove:
    """A due day that was moved on a day."""

    on: date
    old_day: date
    new_day: date
    reason: str


@dataclass(frozen=True)
class PublicMeasure:
    """One measure; `text` empty: it is not public. `start`, `goal_value`, `value`: of what is counted, the last one
    where it stands. In a former version nothing has happened: no state, no updates, no moves."""

    number: int
    text: str
    person: str
    due_on: date
    start: Decimal | None
    goal_value: Decimal | None
    state: str = ""
    label: str = ""
    done_on: date | None = None
    value: Decimal | None = None
    updates: tuple[PublicUpdate, ...] = ()
    moves: tuple[PublicMove, ...] = ()


@dataclass(frozen=True)
class PublicVersion:
    """A version of the text and the day it was published."""

    number: int
    on: date


@dataclass(frozen=True)
class PublicOpinion:
    """How many people at a meeting were satisfied (评诺)."""

    on: date
    present: int
    satisfied: int
    fairly: int
    dissatisfied: int


@dataclass(frozen=True)
class PublicPledge:
    """A pledge with everything its page tells; `versions`: newest first, the one in force on top."""

    number: int
    branch: str
    unit: PublicUnit
    responsible: str
    goal: str
    due_on: date
    published_on: date
    ended_on: date | None
    outcome: str
    outcome_label: str
    explanation: str
    assessment: str
    opinion: PublicOpinion | None
    measures: tuple[PublicMeasure, ...]
    done: MeasuresDone
    updated_on: date | None
    moves: tuple[PublicMove, ...]
    versions: tuple[PublicVersion, ...]


@dataclass(frozen=True)
class PublicFormer:
    """A former version as it was published."""

    number: int
    on: date
    goal: str
    due_on: date
    responsible: str
    measures: tuple[PublicMeasure, ...]


def is_public(plan: Plan, day: date) -> bool:
    """Whether anyone may read `plan` on `day` (R27a): one query, none for what is no pledge."""
    return plan.kind == PlanKind.PLEDGE and Plan.objects.public_on(day).filter(pk=plan.pk).exists()


def pledge_of(number: int, day: date) -> PublicPledge | None:
    """The pledge of that number as of `day`; None when it is not public: eight queries."""
    plan = _plan(number, day)
    if plan is None:
        return None
    moves = _moves(plan)
    people = _People(plan.responsible, secretary_on(plan.organisation, min(filter(None, (day, plan.ended_on)))))
    rows = plan.measures.filter(dropped_on=None).prefetch_related("updates").order_by("number")
    measures = tuple(_measure(row, plan, people, moves[row.pk], day) for row in rows)
    pairs = [(one.done_on, one.due_on) for one in measures]
    return PublicPledge(
        number=plan.pk,
        branch=shown(plan.organisation.name, plan.organisation.code),
        unit=_unit(plan),
        responsible=people.responsible,
        goal=Tier(plan.goal).label,
        due_on=plan.due_on,
        published_on=plan.published_on,
        ended_on=plan.ended_on,
        outcome=plan.outcome,
        outcome_label=plan.outcome and PlanOutcome(plan.outcome).label,
        explanation=tellable(plan.explanation),
        assessment=tellable(plan.assessment) if is_handed_in(plan) else "",
        opinion=_opinion(plan),
        measures=measures,
        done=measures_done(pairs, day, ended_on=plan.ended_on),
        updated_on=max((update.on for one in measures for update in one.updates), default=None),
        moves=moves[None],
        versions=tuple(PublicVersion(*row) for row in _versions(plan).values_list("number", "adopted_on")),
    )


def former_version(number: int, version: int, day: date) -> PublicFormer | None:
    """A version of a public pledge as it was published; None when there is no such one: three queries."""
    plan = _plan(number, day)
    row = plan and _versions(plan).filter(number=version).first()
    if row is None:
        return None
    text = restored(row.content)
    people = _People(text.responsible, secretary_on(plan.organisation, row.adopted_on))
    return PublicFormer(
        number=row.number,
        on=row.adopted_on,
        goal=Tier(row.goal).label,
        due_on=text.due_on,
        responsible=people.responsible,
        measures=tuple(PublicMeasure(**_said(one, text, people)) for one in text.measures),
    )


class _People:
    """Whom the public reads: who was typed, else the `secretary` of the day, else the post alone."""

    def __init__(self, responsible, secretary):
        self.secretary = tellable(secretary)
        self.responsible = self._named(tellable(responsible) or self.secretary)

    def of(self, typed):
        """Whom a measure names; nobody: the first responsible person."""
        return self._named(tellable(typed)) if tellable(typed) else self.responsible

    def _named(self, name):
        if not name:
            return _("Branch secretary")
        return _("%(name)s (branch secretary)") % {"name": name} if same_name(name, self.secretary) else name


def _plan(number, day):
    return Plan.objects.public_on(day).select_related("organisation").filter(pk=number).first()


def _unit(plan):
    code, name = Organisation.objects.filter(path=plan.organisation.unit_path).values_list("code", "name").get()
    return PublicUnit(code, shown(name, code))


def _versions(plan):
    return Version.objects.filter(plan=plan, state=VersionState.ADOPTED, goal__in=PUBLIC_GOALS).order_by("-number")


def _moves(plan):
    """{primary key of a measure, None for the plan: (PublicMove, …)} of the due days that were moved."""
    found = defaultdict(tuple)
    for move in DueMove.objects.filter(plan=plan, state=MoveState.GRANTED).order_by("decided_on", "pk"):
        said = PublicMove(move.decided_on, move.old_day, move.new_day, tellable(move.reason))
        found[move.measure_id] += (said,)
    return found


def _opinion(plan):
    facts = Satisfaction.objects.filter(plan=plan).values_list("on", "present", "satisfied", "fairly", "dissatisfied")
    row = facts.first()
    return row and PublicOpinion(*row)


def _measure(row, plan, people, moves, day):
    updates = tuple(PublicUpdate(one.on, tellable(one.text), one.value) for one in row.updates.all())
    said = _said(row, plan, people)
    state, label = _state(row, said["due_on"], plan.ended_on, day)
    return PublicMeasure(
        **said,
        state=state,
        label=label,
        done_on=row.done_on,
        value=next((one.value for one in reversed(updates) if one.value is not None), None),
        updates=updates[::-1],
        moves=moves,
    )


def _state(row, due_on, ended_on, day):
    """Where a measure stands, as a drawing is called, and its word (R26)."""
    if row.state == ReportedState.DONE:
        return row.state, ReportedState.DONE.label
    if ended_on:
        return PlanOutcome.NOT_KEPT, _("Not done")
    if due_on < day:
        return "overdue", _("Overdue")
    state = PlanState.IN_FORCE if row.state == ReportedState.OPEN else row.state
    return state, ReportedState(row.state).label


def _said(measure: Measure | MeasureText, whole, people):
    """What a measure says, of a plan or of a text: empty parts are those of the `whole`."""
    is_told = bool(tellable(in_full(measure)))
    return {
        "number": measure.number,
        "text": measure.text if is_told else "",
        "person": people.of(measure.person),
        "due_on": measure.due_on or whole.due_on,
        "start": measure.start if is_told else None,
        "goal_value": measure.goal_value if is_told else None,
    }
