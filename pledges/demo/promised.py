"""Pledges and rectifications as they came about: how they ended (R27, R27b)."""

from core.choices import Role
from pledges.choices import PlanKind, PlanOutcome, PlanState
from pledges.demo.told import ToldPlan
from pledges.models import LookBack, Resource
from pledges.rules.outcome import propose


class ToldPledge(ToldPlan):
    """A public pledge."""

    kind = PlanKind.PLEDGE

    def assess(self, day, text):
        self._do(self.row, day, self.writer(day), state=PlanState.ASSESSED, assessment=text)

    def decide(self, day, outcome, *, reason="", explanation=""):
        """The outcome, beside the one that the rule proposes."""
        words = {"outcome_reason": reason, "explanation": explanation, "proposed": self.proposed()}
        self.end(day, outcome, self.reviewer(day), **words)

    def proposed(self):
        """What R27 proposes."""
        row = self.row
        done_on = [measure.done_on for measure in self.measures.values() if measure.dropped_on is None]
        standing, before = (self.scene.tier(self.organisation, day) for day in (row.due_on, row.published_on))
        return propose(goal=row.goal, due=row.due_on, standing=standing, before=before, done_on=done_on).outcome


class ToldRectification(ToldPlan):
    """A rectification: submitted by the unit, filed and settled by the department."""

    kind = PlanKind.RECTIFICATION
    resources = ()  # what is going to be brought in: (what, from whom, yuan)

    def submitter(self, day):
        return self.unit(day)

    def reviewer(self, _day):
        return self.department

    def bring_in(self, day, what, source, amount):
        by = self.unit(day)
        self._begin(Resource(plan=self.row, what=what, source=source, amount=amount), day, by)

    def ask_acceptance(self, day):
        self._do(self.row, day, self.unit(day), state=PlanState.ACCEPTANCE, reason="")

    def refuse_acceptance(self, day, reason):
        self._do(self.row, day, self.accepter(day), reason, state=PlanState.IN_FORCE, reason=reason)

    def accept(self, day):
        by = self.accepter(day)
        self.appraise(day, by)
        self._do(self.row, day, by, state=PlanState.ACCEPTED, accepted_by=by, accepted_on=day, reason="")

    def accepter(self, day):
        """The unit; the department where the unit's secretary reported a measure, or is the branch's own."""
        return self.department if Role.UNIT in self.told_as or self.is_of_base else self.unit(day)

    def settle(self, day):
        """By somebody else than who accepted."""
        accepted = self.row.accepted_by == self.department
        self.end(day, PlanOutcome.SETTLED, self.scene.users["department-2"] if accepted else self.department)

    def look_back(self, day, result, note):
        by = self.department
        self._begin(LookBack(plan=self.row, on=day, result=result, note=note, by=by), day, by)
