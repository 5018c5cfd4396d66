"""What the rows of several workbooks are held against."""

from collections import defaultdict
from datetime import date

from django.utils import timezone

from branches.models import Organisation
from ratings.models import Standing
from ratings.queries.board import campaigns, chosen
from ratings.rules.succession import holds


class KnownStandings:
    """Where branches stand in the campaign on show (R3): two queries."""

    def __init__(self):
        campaign = chosen(campaigns(), timezone.localdate())
        self._found = defaultdict(list)
        for one in Standing.objects.filter(campaign=campaign).order_by():
            self._found[one.organisation_id].append(one)

    def tier(self, organisation: Organisation, day: date) -> int | None:
        """The tier at which `organisation` stands on `day`; None without an official rating."""
        held = (one.tier for one in self._found[organisation.pk] if holds(one.since, one.until, day))
        return next(held, None)
