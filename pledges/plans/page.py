"""What the page of a plan shows: its text, its measures with what was reported, what may be done."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils import timezone
from django.utils.translation import gettext as _

from branches.as_of import secretary_on
from core.choices import Role
from core.scope import Scope
from core.workflow.bar import WorkflowBar, bar
from core.workflow.lifecycle import Transition
from pledges import roles
from pledges.actions.ending import can_be_decided
from pledges.choices import (
    MeasureState,
    MoveState,
    PlanKind,
    PlanOutcome,
    PlanState,
    ProblemType,
    VersionState,
)
from pledges.lifecycles import table
from pledges.models import Measure, Plan
from pledges.queries.outcome import OutcomeProposal, proposal
from pledges.queries.public_pledge import is_public
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


@dataclass(frozen=True)
class MeasureLine:
    """One measure on the page: by when, by whom, what was reported, and what this person may do about it."""

    measure: Measure
    due_on: date
    person: str
    late: bool
    updates: list
    moves: list
    reports: bool
    verbs: list

    @property
    def last(self):
        """The last report; None without one."""
        return self.updates[-1] if self.updates else None

    @property
    def value(self):
        """Where a countable one stands: the last value reported, else its start."""
        values = [update.value for update in self.updates if update.value is not None]
        return values[-1] if values else self.measure.start


@dataclass(frozen=True)
class PlanButton:
    """A verb on the page: `at_once` needs nothing but a press; `primary`: it is what is to be done now."""

    transition: Transition
    at_once: bool
    primary: bool


class PlanPage:
    """A plan for one person: everything is read in a constant number of queries, however many measures."""

    def __init__(self, plan: Plan, scope: Scope):
        self.plan, self.scope = plan, scope
        self.today = timezone.localdate()

    @property
    def title(self) -> str:
        """What it is and whose."""
        facts = {"kind": self.plan.get_kind_display(), "name": self.plan.organisation.name}
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
        rows = self.plan.measures.filter(dropped_on=None).prefetch_related("updates__proofs", "updates__by", "moves")
        return [self._line(row) for row in rows.order_by("number")]

    @cached_property
    def done(self) -> MeasuresDone:
        """Measures done of all, and overdue ones (R26)."""
        facts = [(line.measure.done_on, line.due_on) for line in self.measures]
        return measures_done(facts, self.today, ended_on=self.plan.ended_on)

    @cached_property
    def moves(self) -> list:
        """The moves of the plan's own due day, asked for or decided, oldest first."""
        return list(self.plan.moves.filter(measure=None).order_by("pk"))

    @cached_property
    def version(self):
        """The version that is being written or reviewed; None when there is none."""
        return next((one for one in self.versions if one.state != VersionState.ADOPTED), None)

    @cached_property
    def versions(self) -> list:
        """All versions, the latest first."""
        return list(self.plan.versions.order_by("-number"))

    @cached_property
    def verbs(self) -> list["PlanButton"]:
        """What this person may do with the plan now."""
        found = roles.verbs(self.scope, self.plan)
        if not can_be_decided(self.plan, self.today):
            found = [one for one in found if one.name != "decide"]
        return [PlanButton(one, one.name in AT_ONCE, self._presses(one.name)) for one in found]

    @property
    def may_write(self) -> bool:
        """Whether this person may write its text now, or its next version, which one under review does not bear."""
        is_reviewed = self.version is not None and self.version.state == VersionState.SUBMITTED
        return not is_reviewed and roles.may_write(self.scope, self.plan)

    @cached_property
    def reports(self) -> bool:
        """Whether this person reports what was done."""
        return roles.reports(self.scope, self.plan)

    @cached_property
    def reviews(self) -> bool:
        """Whether this person moves due days and confirms measures."""
        return roles.reviews(self.scope, self.plan)

    @cached_property
    def proposal(self) -> OutcomeProposal | None:
        """What the facts make of a published pledge (R27) once it is time to say so; None before, and for others."""
        is_due = self.plan.kind == PlanKind.PLEDGE and self.plan.is_adopted and can_be_decided(self.plan, self.today)
        return proposal(self.plan) if is_due else None

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
    def workflow(self) -> WorkflowBar:
        """The way of the plan; one that came back is with its writers again."""
        state = PlanState(self.plan.state)
        here = PlanState.DRAFT if state == PlanState.RETURNED else state
        waiting = sorted(str(Role(role).label) for role in table(self.plan).next_roles(self.plan.state))
        return bar(WAYS[self.plan.kind], here, _(" or ").join(waiting))

    def _presses(self, name):
        """Whether it is time for the verb of that name, so that its button stands out."""
        if name in ("assess", "ask", "finish"):
            return self.plan.due_on <= self.today or self.done.done == self.done.total
        return name not in ("return", "refuse", "withdraw")

    def _line(self, row):
        due_on = row.due_on or self.plan.due_on
        running = self.plan.ended_on is None and self.plan.is_adopted
        return MeasureLine(
            measure=row,
            due_on=due_on,
            person=row.person or self.responsible,
            late=running and row.state != MeasureState.DONE and due_on < self.today,
            updates=list(row.updates.all()),
            moves=[move for move in row.moves.all() if move.state != MoveState.REFUSED],
            reports=self.reports and row.state != MeasureState.DONE,
            verbs=roles.measure_verbs(self.scope, self.plan, row),
        )
