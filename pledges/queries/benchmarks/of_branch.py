"""What the page of a branch tells of benchmarks: whom it follows, and who follows it."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from branches.models import Organisation
from pledges.models import Benchmark
from pledges.queries.benchmarks.on_day import BenchmarkOnDay, states
from ratings.choices import Tier
from ratings.models import Campaign
from ratings.queries.cohort import standings_on


@dataclass(frozen=True)
class OfBranch:
    """Whom a branch `follows` on a day, those lost and pending among them, and by whom it is followed (`followers`);
    `owes`: it stands at ordinary, so that it owes one (R25)."""

    follows: list[BenchmarkOnDay]
    followers: list[BenchmarkOnDay]
    owes: bool


def of_branch(organisation: Organisation, campaign: Campaign | None, on: date) -> OfBranch:
    """The OfBranch of `organisation` on day `on`: seven queries, eight for a day gone by.

    Today tells what lies ahead as well. What ended stands there only as long as it was lost by a closing and nothing
    took its place.
    """
    rows = Benchmark.objects.filter(Q(follower=organisation) | Q(followed=organisation)).known_on(on)
    found = states(campaign, rows.with_people().order_by("starts_on", "pk"), on)
    own = [one for one in found if one.benchmark.follower_id == organisation.pk]
    held = [one for one in own if one.standing != one.standing.ENDED]
    follows = held or [one for one in own if one.is_lost][-1:]
    owes = standings_on(campaign, on, [organisation]).filter(tier=Tier.ORDINARY).exists()
    return OfBranch(follows, [one for one in found if one not in own and one.lapse is None], owes)
