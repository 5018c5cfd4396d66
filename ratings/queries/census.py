"""Where branches stand on a day, counted by tier (R3): the distribution that a page shows and a number explains."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from branches import as_of
from branches.choices import Kind
from branches.models import Organisation
from ratings.queries.cohort import standings_on


@dataclass(frozen=True)
class Census:
    """How many branches stand at which tier on a day, and how many there are."""

    tiers: Counter
    everybody: int

    @property
    def rated(self):
        return self.tiers.total()

    @property
    def unrated(self):
        return self.everybody - self.rated


def counted_kinds(campaign) -> list[Kind]:
    """The kinds of organisations that `campaign` counts among the branches (R11)."""
    return [Kind.BRANCH, Kind.DIRECT_BRANCH] if campaign.counts_direct else [Kind.BRANCH]


def population(campaign, on, unit=None) -> QuerySet[Organisation]:
    """The branches that count on day `on`: open, founded by then, of `unit` as it was that day or of all (R11)."""
    founded, kinds = Q(founded_on=None) | Q(founded_on__lte=on), counted_kinds(campaign)
    rows = Organisation.objects.open_on(on).filter(founded, kind__in=kinds)
    return rows if unit is None else as_of.belonging(rows, unit, on)


def census(campaign, on, unit=None) -> Census:
    """The Census of the population on day `on`: two queries."""
    rows = population(campaign, on, unit).order_by()
    standing = standings_on(campaign, on, rows.values("pk")).order_by()
    counts = dict(standing.values_list("tier").annotate(count=Count("pk")))
    return Census(Counter(counts), rows.count())
