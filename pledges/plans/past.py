"""What the page of a plan shows of a day gone by: what it said and how far it had come; nothing is done there (R34)."""

from functools import cached_property

from django.db.models import Max, Q
from django.utils.translation import gettext as _

from branches.as_of import secretary_on
from core.reporting.choices import ReportedState
from core.scope import Scope
from core.timeline import ToldEvent
from core.web.day import DayQuery
from pledges.choices import PlanState, ProblemType
from pledges.models import Measure, Plan
from pledges.queries.plans.listed import measures_as_told, measures_there, plans_as_told
from pledges.queries.plans.on_day import plans_as_of, versions_on
from pledges.queries.plans.timeline import of_plan
from pledges.rules.outcome import MeasuresDone, measures_done
from pledges.texts import restored


class PastPlan:
    """A plan (`plans_there`, with its people) on the day of `query`, as whoever has `scope` may see it."""

    def __init__(self, plan: Plan, scope: Scope, query: DayQuery):
        [self.plan] = plans_as_told([plan], query.on)
        self.scope, self.query = scope, query

    @property
    def title(self) -> str:
        """What it was and whose."""
        return _("%(kind)s of %(name)s") % {"kind": self.plan.kind_label, "name": self.plan.organisation.name}

    @property
    def is_adopted(self) -> bool:
        """Whether it had been adopted."""
        return self.plan.published_on is not None and self.plan.published_on <= self.query.on

    @property
    def is_ended(self) -> bool:
        """Whether it had ended."""
        return self.plan.state == PlanState.ENDED

    @cached_property
    def said(self):
        """Its text of the day: of the version in force, else as it was written then."""
        version = versions_on([self.plan], self.query.on).get(self.plan.pk)
        if version:
            return restored(version.content)
        return plans_as_of(self.query.on).filter(id=self.plan.pk).first() or self.plan

    @cached_property
    def responsible(self) -> str:
        """The first responsible person: the one named, else the secretary of the day (N23)."""
        return self.said.responsible or secretary_on(self.plan.organisation, self.query.on) or _("vacant")

    @property
    def problem_types(self) -> list[str]:
        """The types of problems in words."""
        return [str(ProblemType(one).label) for one in self.said.problem_types]

    @cached_property
    def measures(self) -> list[Measure]:
        """The measures of its text, each with the day of the last report by then; none before it was adopted."""
        last = Max("updates__on", filter=Q(updates__on__lte=self.query.on))
        rows = measures_there(self.scope.of(Measure).filter(plan=self.plan), self.query.on)
        rows = rows.select_related("plan__organisation").annotate(last=last).order_by("number")
        return measures_as_told(rows, self.query.on)

    @property
    def done(self) -> MeasuresDone:
        """Measures done of all, and overdue ones (R26)."""
        is_done = ReportedState.DONE
        facts = [(one.done_on if one.state == is_done else None, one.due) for one in self.measures]
        return measures_done(facts, self.query.on, ended_on=self.plan.ended_on if self.is_ended else None)

    @property
    def timeline(self) -> list[ToldEvent]:
        """What had happened to it."""
        return [event for event in of_plan(self.plan) if event.day <= self.query.on]
