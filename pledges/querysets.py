"""Named questions about plans."""

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from pledges.choices import OF_PLEDGES, PUBLIC_GOALS, RUNNING, LookBackResult, PlanKind, PlanOutcome, PlanState
from ratings.choices import Tier
from ratings.models import Standing
from ratings.queries.cohort import standings_on


def at_goal(day) -> Exists:
    """Whether who a plan belongs to officially stands at its goal or above on `day`, as a condition on plans (R27b)."""
    standings = standings_on(OuterRef("campaign"), day).order_by()
    return Exists(standings.filter(organisation=OuterRef("organisation"), tier__gte=OuterRef("goal")))


class PlanQuerySet(models.QuerySet):
    """Named questions about plans."""

    def in_force_on(self, day):
        """Published on or before `day` and not ended by then."""
        return self.filter(Q(ended_on=None) | Q(ended_on__gt=day), published_on__lte=day)

    def begun_by(self, day):
        """In force on `day` or on some day before it; what ended with its organisation before it began is none."""
        return self.filter(published_on__lte=day).exclude(ended_on=F("published_on"), outcome="")

    def running(self):
        """Published and not ended today, whatever is asked of them."""
        return self.filter(state__in=RUNNING)

    def unended(self):
        """Being written, under review, in force."""
        return self.exclude(state=PlanState.ENDED)

    def held(self):
        """Where no second one is begun: running, or of a year and done (R25)."""
        return self.filter(Q(state__in=RUNNING) | Q(year__gt=0, outcome=PlanOutcome.DONE))

    def of_open(self, day):
        """Those of organisations that are open on `day`."""
        return self.filter(Q(organisation__closed_on=None) | Q(organisation__closed_on__gt=day))

    def relapsed_on(self, day):
        """Rectifications that were settled and did not last, and that no later one takes up, of organisations open on
        `day` (R27b)."""
        others = self.model._default_manager.filter(organisation=OuterRef("organisation"), kind=PlanKind.RECTIFICATION)
        since = Q(ended_on=None) | Q(published_on__gte=OuterRef("ended_on")) | Q(previous=OuterRef("pk"))
        found = self.of_open(day).filter(look_back__result=LookBackResult.RELAPSED)
        return found.exclude(Exists(others.filter(since).exclude(pk=OuterRef("pk"))))

    def overdue_on(self, day):
        """In force, and their due day lies before `day`."""
        return self.running().filter(due_on__lt=day)

    def public_on(self, day):
        """The pledges anyone may read on `day` (R27a): published, aiming at what may be told, running or kept or not,
        of branches that do not stand at the lowest tier. What was withdrawn or ended with its organisation is none."""
        standings = Standing.objects.filter(Q(until=None) | Q(until__gt=day), since__lte=day)
        newer = standings.filter(organisation=OuterRef("organisation"), since__gt=OuterRef("since"))
        lagging = standings.filter(~Exists(newer), organisation=OuterRef("organisation"), tier=Tier.LAGGING)
        pledges = self.filter(kind=PlanKind.PLEDGE, goal__in=PUBLIC_GOALS, published_on__lte=day)
        told = pledges.filter(Q(state__in=RUNNING) | Q(outcome__in=OF_PLEDGES))
        return told.filter(~Exists(lagging))

    def with_people(self):
        """With the organisation and the campaign of each."""
        return self.select_related("organisation", "campaign")
