"""Named questions about plans."""

from django.db import models
from django.db.models import Q

from pledges.choices import RUNNING, PlanState


class PlanQuerySet(models.QuerySet):
    """Named questions about plans."""

    def in_force_on(self, day):
        """Published on or before `day` and not ended by then."""
        return self.filter(Q(ended_on=None) | Q(ended_on__gt=day), published_on__lte=day)

    def running(self):
        """Published and not ended today, whatever is asked of them."""
        return self.filter(state__in=RUNNING)

    def unended(self):
        """Being written, under review, in force."""
        return self.exclude(state=PlanState.ENDED)

    def overdue_on(self, day):
        """In force, and their due day lies before `day`."""
        return self.running().filter(due_on__lt=day)

    def with_people(self):
        """With the organisation and the campaign of each."""
        return self.select_related("organisation", "campaign")
