"""Where branches stand on a day as the overview draws it (R3)."""

from dataclasses import dataclass
from datetime import date

from core.web.links import number_url
from ratings.choices import Tier
from ratings.queries.census import census
from ratings.rules.progress import share


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


def distributions(query):
    """The Distributions of the university at the baseline and on the day of `query` (BoardQuery).

    None before there are figures. Two queries a day.
    """
    begun = query.campaign.baseline_on
    if begun is None or query.on < begun:
        return []
    return [_distribution(query, day) for day in sorted({begun, query.on})]


def _distribution(query, on):
    found, day = census(query.campaign, on), None if on == query.today else on
    facts = {"campaign": query.campaign_code, "on": day}
    parts, start = [], 0
    for tier in reversed(Tier):
        count = found.tiers[tier]
        parts.append(Part(tier, count, found.rated, start, number_url(f"tier-{tier.identifier}", **facts)))
        start += count
    return Distribution(on, parts, found.unrated, number_url("unrated", **facts))
