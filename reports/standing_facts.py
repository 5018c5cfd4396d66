"""Where branches stand on a day, counted by tier (R3): the distribution that a page shows and a number explains."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from branches import as_of
from branches.choices import Kind
from branches.models import Organisation
from ratings.choices import Tier
from ratings.progress import share
from ratings.roll import standings_on
from reports.links import number_url


@dataclass(frozen=True)
class Part:
    """The branches of one tier: `part` of `whole` rated ones, from `start` on in the bar; `url`: their names."""

    tier: Tier
    part: int
    whole: int
    start: int
    url: str

    @property
    def state(self):
        """The stored choice, for colour and drawing."""
        return self.tier.identifier

    @property
    def share(self):
        """Percent of the rated branches, as it is printed."""
        return share(self.part, self.whole)


@dataclass(frozen=True)
class Distribution:
    """All branches on `day`, best tier first; `unrated` of them have no official rating by then."""

    day: date
    parts: list
    unrated: int
    unrated_url: str

    @property
    def whole(self):
        """The rated branches."""
        return sum(part.part for part in self.parts)


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


def counted_kinds(campaign):
    """The kinds of organisations that `campaign` counts among the branches (R11)."""
    return [Kind.BRANCH, Kind.DIRECT_BRANCH] if campaign.counts_direct else [Kind.BRANCH]


def population(campaign, on, unit=None):
    """The branches that count on day `on`: open, founded by then, of `unit` as it was that day or of all (R11)."""
    founded, kinds = Q(founded_on=None) | Q(founded_on__lte=on), counted_kinds(campaign)
    rows = Organisation.objects.open_on(on).filter(founded, kind__in=kinds)
    return rows if unit is None else as_of.belonging(rows, unit, on)


def distributions(question):
    """The Distributions of the university at the baseline and on the day of `question` (Asked).

    None before there are figures. Two queries a day.
    """
    begun = question.campaign.baseline_on
    if begun is None or question.on < begun:
        return []
    return [_distribution(question, day) for day in sorted({begun, question.on})]


def census(campaign, on, unit=None):
    """The Census of the population on day `on`: two queries."""
    rows = population(campaign, on, unit).order_by()
    standing = standings_on(campaign, on, rows.values("pk")).order_by()
    counts = dict(standing.values_list("tier").annotate(count=Count("pk")))
    return Census(Counter(counts), rows.count())


def _distribution(question, on):
    found, day = census(question.campaign, on), None if on == question.today else on
    facts = {"campaign": question.campaign_code, "on": day}
    parts, start = [], 0
    for tier in reversed(Tier):
        count = found.tiers[tier]
        parts.append(Part(tier, count, found.rated, start, number_url(f"tier-{tier.identifier}", **facts)))
        start += count
    return Distribution(on, parts, found.unrated, number_url("unrated", **facts))
