"""Where branches stand on a day, counted by tier (R3): the distribution that a page shows and a number explains."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from django.db.models import Count, F, FilteredRelation, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, Substr

from branches import as_of
from branches.choices import ChangeKind, Kind
from branches.models import UNIT_PATH, Change, Organisation
from ratings.choices import Tier


@dataclass(frozen=True)
class Census:
    """How many branches stand at which tier on a day, and how many there are."""

    tiers: Counter
    everybody: int

    def __add__(self, other: "Census") -> "Census":
        """That of both, who have nobody in common."""
        return Census(self.tiers + other.tiers, self.everybody + other.everybody)

    @classmethod
    def nobody(cls) -> "Census":
        """That of no branch."""
        return cls(Counter(), 0)

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


def with_standing(rows, campaign, on) -> QuerySet[Organisation]:
    """The organisations `rows`, each with its `standing` in force on day `on` (R3), which may be none."""
    in_force = Q(standings__until=None) | Q(standings__until__gt=on)
    in_force &= Q(standings__campaign=campaign, standings__since__lte=on)
    return rows.annotate(standing=FilteredRelation("standings", condition=in_force))


def census(campaign, on, unit=None) -> Census:
    """The Census of the population on day `on`: one query."""
    rows = with_standing(population(campaign, on, unit), campaign, on).order_by()
    # a group a tier would make the database sort everybody
    at_tier = {tier.name: Count("pk", filter=Q(standing__tier=tier)) for tier in Tier}
    counts = rows.aggregate(everybody=Count("pk"), **at_tier)
    return Census(Counter({tier: counts[tier.name] for tier in Tier if counts[tier.name]}), counts["everybody"])


def censuses(campaign, on) -> dict[tuple[str, str], Census]:
    """{(code of the base organisation, category, both of the day): Census} of the population on day `on`.

    Two queries.
    """
    units = dict(Organisation.objects.units().order_by().values_list("path", "code"))
    rows = population(campaign, on).annotate(
        former=_before(ChangeKind.MOVED, on),
        home=Substr("path", 1, UNIT_PATH),
        filed=Coalesce(_before(ChangeKind.RECLASSIFIED, on), F("category")),
    )
    found = defaultdict(Counter)
    for former, home, category, tier, count in _counted(rows, campaign, on, "former", "home", "filed"):
        found[former or units[home], category][tier] += count
    return {key: _census(counts) for key, counts in found.items()}


def _before(kind, on):
    """What stood before the first change of `kind` since day `on`, None without one."""
    changes = Change.objects.filter(kind=kind, on__gt=on, organisation=OuterRef("pk"))
    return Subquery(changes.order_by("on", "pk").values("before")[:1])


def _counted(rows, campaign, on, *facts):
    """Rows of (each of `facts`, tier or None, count) over the organisations `rows`."""
    rows = with_standing(rows, campaign, on).order_by()
    return rows.values_list(*facts, "standing__tier").annotate(count=Count("pk"))


def _census(counts):
    """`counts`: {tier, None for no rating: branches}."""
    return Census(Counter({tier: count for tier, count in counts.items() if tier}), counts.total())
