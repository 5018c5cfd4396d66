"""What the page of a plan shows: its text, its measures with what was reported, what may be done."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils import timezone
from django.utils.translation import gettext as _

from branches.as_of import secretary_on
from core.choices import Role
from core.reporting.choices import ReportedState
from core.reporting.pages import REPORTS, ReportedLine
from core.scope import Scope
from core.workflow.bar import WorkflowBar, bar
from core.workflow.verbs import VerbButton
from pledges import roles
from pledges.actions.plans.ending import can_be_decided
from pledges.choices import (
    AT_WORK,
    LookBackResult,
    MoveState,
    PlanKind,
    PlanOutcome,
    PlanState,
    ProblemType,
    VersionState,
)
from pledges.lifecycles.plans import is_handed_in, table, writers
from pledges.models import DueMove, Measure, Plan
from pledges.parts import asked_by_unit, reported_by_unit
from pledges.queries.plans.outcome import OutcomeProposal, proposal
from pledges.queries.plans.starting import late
from pledges.queries.public.pledge import is_public
from pledges.rules.duties import look_back_due
from pledges.rules.outcome import MeasuresDone, measures_done

WAYS = {
    PlanKind.PLEDGE: (PlanState.DRAFT, PlanState.SUBMITTED, PlanState.IN_FORCE, PlanState.ASSESSED, PlanState.ENDED),
    PlanKind.ACTIVITY: (PlanState.DRAFT, PlanState.SUBMITTED, PlanState.IN_FORCE, PlanState.ENDED),
    PlanKind.UNIT: (PlanState.DRAFT, PlanState.SUBMITTED, PlanState.IN_FORCE, PlanState.ENDED),
    PlanKind.RECTIFICATION: (
        PlanState.DRAFT,
        PlanState.SUBMITTED,
        PlanState.IN_FORCE,
        PlanState.ACCEPTANCE,
        PlanState.ACCEPTED,
        PlanState.ENDED,
    ),
}

AT_ONCE = ("submit", "adopt")
BEFORE_ACCEPTANCE = (PlanState.IN_FORCE, PlanState.ACCEPTANCE)


@dataclass(frozen=True)
class MoveLine:
    """One due day that was asked to be moved, and what this person may decide about it."""

    move: DueMove
    verbs: list


@dataclass(frozen=True)
class MeasureLine(ReportedLine):
    """One measure on the page: by when, by whom, what was reported, and what this person may do about it."""

    measure: Measure
    due_on: date
    person: str
    late: bool
    moves: list

    @property
    def value(self):
        """Where a countable one stands: the last value reported, else its start."""
        values = [update.value for update in self.updates if update.value is not None]
        return values[-1] if values else self.measure.start


class PlanPage:
    """A plan for one person: everything is read in a constant number of queries, however many measures."""

    def __init__(self, plan: Plan, scope: Scope):
        self.plan, self.scope = plan, scope
        self.today = timezone.localdate()

    @property
    def title(self) -> str:
        """What it is and whose."""
        facts = {"kind": self.plan.kind_label, "name": self.plan.organisation.name}
        return _("%(kind)s of %(name)s") % facts

    @cached_property
    def is_public(self) -> bool:
        """Whether anyone may read it on the wall."""
        return is_public(self.plan, self.today)

    @cached_property
    def secretary(self) -> str:
        """Who leads the organisation now; "" while the post is vacant."""
        return secretary_on(self.plan.organisation, self.today)

    @property
    def responsible(self) -> str:
        """The first responsible person: the one named, else the secretary (N23)."""
        return self.plan.responsible or self.secretary or _("vacant")

    @property
    def problem_types(self) -> list[str]:
        """The types of problems in words."""
        return [str(ProblemType(one).label) for one in self.plan.problem_types]

    @cached_property
    def measures(self) -> list[MeasureLine]:
        """The measures in force, in order."""
        rows = self.plan.measures.filter(dropped_on=None).annotate(by_unit=reported_by_unit("measure"))
        rows = rows.prefetch_related(*REPORTS).order_by("number")
        return [self._line(row) for row in rows]

    @cached_property
    def done(self) -> MeasuresDone:
        """Measures done of all, and overdue ones (R26)."""
        facts = [(line.measure.done_on, line.due_on) for line in self.measures]
        return measures_done(facts, self.today, ended_on=self.plan.ended_on)

    @cached_property
    def moves(self) -> list:
        """The moves of the plan's own due day, asked for or decided, oldest first."""
        return self._moves[None]

    @cached_property
    def _moves(self):
        """{primary key of a measure, None for the plan: [MoveLine]}."""
        found = defaultdict(list)
        for row in self.plan.moves.annotate(by_unit=asked_by_unit()).order_by("pk"):
            found[row.measure_id].append(MoveLine(row, roles.move_verbs(self.scope, row, by_unit=row.by_unit)))
        return found

    @cached_property
    def late_move(self) -> str:
        """What is worth a word about the move of the plan's due day that is asked for; "" when nothing is."""
        asked = next((one.move for one in self.moves if one.move.state == MoveState.ASKED), None)
        return late(self.plan, asked.new_day) if asked else ""

    @cached_property
    def version(self):
        """The version that is being written or reviewed; None when there is none, and when none comes into force."""
        if self.plan.state not in AT_WORK:
            return None
        return next((one for one in self.versions if one.state != VersionState.ADOPTED), None)

    @cached_property
    def versions(self) -> list:
        """All versions, the latest first."""
        return list(self.plan.versions.order_by("-number"))

    @cached_property
    def verbs(self) -> list[VerbButton]:
        """What this person may do with the plan now."""
        return [VerbButton(one, one.name in AT_ONCE, self._presses(one)) for one, why in self._verbs if not why]

    @property
    def hindrances(self) -> list[str]:
        """Why this person cannot do yet what the plan waits for; while it is simply being done it waits for nothing but
        to be asked about."""
        is_done = self.plan.state == PlanState.IN_FORCE
        return [why for verb, why in self._verbs if why and (verb.name == "ask" or not is_done)]

    @cached_property
    def _verbs(self):
        return roles.verbs(self.scope, self.plan)

    @property
    def may_write(self) -> bool:
        """Whether this person may write its text now, or its next version, which one under review does not bear."""
        is_reviewed = self.version is not None and self.version.state == VersionState.SUBMITTED
        return not is_reviewed and roles.may_write(self.scope, self.plan)

    @cached_property
    def reports(self) -> bool:
        """Whether this person reports what was done, and asks to move due days."""
        return roles.reports(self.scope, self.plan)

    @cached_property
    def brings_in(self) -> bool:
        """Whether this person notes what is brought in."""
        return roles.brings_in(self.scope, self.plan)

    @cached_property
    def reviews(self) -> bool:
        """Whether this person enters the counts of the meeting."""
        return roles.reviews(self.scope, self.plan)

    @cached_property
    def proposal(self) -> OutcomeProposal | None:
        """What the facts make of a published pledge (R27) once it is time to say so; None before, and for others."""
        is_due = self.plan.kind == PlanKind.PLEDGE and self.plan.is_adopted and can_be_decided(self.plan, self.today)
        return proposal(self.plan) if is_due else None

    @property
    def undone(self) -> int:
        """How many measures of a rectification that is still to be accepted are not confirmed as done: that is told and
        forbids nothing (R27b)."""
        is_before = self.plan.kind == PlanKind.RECTIFICATION and self.plan.state in BEFORE_ACCEPTANCE
        return self.done.total - self.done.done if is_before else 0

    @property
    def is_handed_in(self) -> bool:
        """Whether its self-assessment stands; one that was sent back is marked so."""
        return is_handed_in(self.plan)

    @cached_property
    def satisfaction(self):
        """The counts of the meeting that judged it; None without one."""
        return getattr(self.plan, "satisfaction", None)

    @cached_property
    def look_back(self):
        """What was found some months after the settling; None before."""
        return getattr(self.plan, "look_back", None)

    @property
    def asks_to_look_back(self) -> bool:
        """Whether a settled rectification waits for its look-back, which is the department's."""
        settled = self.plan.outcome == PlanOutcome.SETTLED
        return settled and self.look_back is None and self.scope.has(Role.DEPARTMENT)

    @property
    def look_back_due(self) -> date:
        """The day from which on a settled rectification is to be looked back at."""
        return look_back_due(self.plan.ended_on, months=self.plan.campaign.look_back_months)

    @property
    def asks_anew(self) -> bool:
        """Whether it did not last and this person writes the rectification that takes it up (R27b)."""
        did_not_last = self.look_back is not None and self.look_back.result == LookBackResult.RELAPSED
        plans = self.scope.of(Plan).filter(pk=self.plan.pk)
        return did_not_last and self._is_writer and plans.relapsed_on(self.today).exists()

    @property
    def asks_next_year(self) -> bool:
        """Whether this person may write the unit's plan for the next year, in the last month of this one."""
        if self.plan.year != self.today.year or self.today.month != 12 or not self._is_writer:
            return False
        own = {"organisation": self.plan.organisation, "campaign": self.plan.campaign, "kind": self.plan.kind}
        plans = self.scope.of(Plan).filter(**own)
        next_year = (plans.unended() | plans.held()).filter(year=self.plan.year + 1)
        return plans.held().filter(pk=self.plan.pk).exists() and not next_year.exists()

    @property
    def _is_writer(self):
        return not writers(self.plan).isdisjoint(self.scope.roles_at(self.plan.organisation))

    @property
    def workflow(self) -> WorkflowBar:
        """The way of the plan; one that came back is with its writers again."""
        state = PlanState(self.plan.state)
        here = PlanState.DRAFT if state == PlanState.RETURNED else state
        role = table(self.plan).next_role(self.plan.state)
        return bar(WAYS[self.plan.kind], here, str(Role(role).label) if role else "")

    def _presses(self, verb):
        """Whether it is time for a verb, so that its button stands out."""
        if verb.name in ("assess", "ask", "finish"):
            return self.plan.due_on <= self.today or self.done.done == self.done.total
        return not verb.remark

    def _line(self, row):
        due_on = row.due_on or self.plan.due_on
        running = self.plan.ended_on is None and self.plan.is_adopted
        return MeasureLine(
            measure=row,
            due_on=due_on,
            person=row.person or self.responsible,
            late=running and row.state != ReportedState.DONE and due_on < self.today,
            updates=list(row.updates.all()),
            moves=[line for line in self._moves[row.pk] if line.move.state != MoveState.REFUSED],
            reports=self.reports and row.state != ReportedState.DONE,
            verbs=roles.measure_verbs(self.scope, row, by_unit=row.by_unit),
        )
