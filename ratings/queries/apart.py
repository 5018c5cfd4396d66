"""Which branches a target counts otherwise than the flow between rounds does, and why: those that are closed (R12,
R13), and those of no cohort (R5)."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from branches.as_of import called_on
from branches.models import Organisation
from ratings.figures.texts import APART
from ratings.models import Campaign, Round, Standing
from ratings.queries.closings import Closures
from ratings.queries.flow import named
from ratings.rules.flow import ANY, Band, Flow, cells
from ratings.rules.progress import TargetRule, cut
from ratings.rules.succession import CountedBy

SHOWN = 10


@dataclass(frozen=True)
class ApartBranch:
    """A closed branch and whose rating counts for it, or will (`heir`, "": nobody's), called as on the day."""

    name: str
    url: str
    heir: str


@dataclass(frozen=True)
class CountedApart:
    """`count` branches that a target counts otherwise, and `why`; `branches`: the first of them, where they are
    named."""

    why: CountedBy | Band
    count: int
    branches: tuple[ApartBranch, ...] = ()

    @property
    def words(self) -> str:
        """How many, and how they count."""
        return APART[self.why] % {"count": self.count}

    @property
    def figure(self) -> str:
        """What the list that names all of them is called in the address of a figure."""
        return "left-out" if self.why == CountedBy.NOBODY else "cohort"

    @property
    def more(self) -> int:
        """How many of them are not named."""
        return self.count - len(self.branches) if self.branches else 0


def apart_of_target(target: TargetRule, on: date, closed: Closures, unit: int | None = None) -> list[CountedApart]:
    """Those of the cohort of `target` on day `on`, of one `unit` (primary key) or of all, without their names."""
    found = (one for one in closed.members_on(cut(on, target.deadline)) if unit in (None, one.unit))
    counts = Counter(one.basis for one in found if one.baseline in target.from_tiers)
    return [CountedApart(why, counts[why]) for why in CountedBy if counts[why]]


def apart_of_flow(
    campaign: Campaign,
    on: date,
    branches: QuerySet[Organisation],
    rounds: tuple[Round, Round],
    closed: Closures,
    found: Flow,
) -> list[CountedApart]:
    """Those of `branches` that the targets of `campaign` count otherwise on day `on` than their Flow `found` between
    `rounds`, the earlier and the later one, does: four queries, one more where the flow has new ones."""
    asked = {tier for tiers in campaign.targets.values_list("from_tiers", flat=True) for tier in tiers}
    members = {one.key: one for one in closed.members_on(on) if one.baseline in asked}
    gone = branches.filter(closed_on__lte=on).order_by("code").values_list("pk", flat=True)
    keys = defaultdict(list)
    for member in filter(None, map(members.get, gone if members else ())):
        keys[member.basis].append(member)
    shown = [member for found_there in keys.values() for member in found_there[:SHOWN]]
    named_too = {key for member in shown for key in (member.key, member.heir)} - {None}
    called = {one.pk: one for one in called_on(Organisation.objects.filter(pk__in=named_too), on)}
    aparts = [
        CountedApart(why, len(keys[why]), tuple(_apart(member, called) for member in keys[why][:SHOWN]))
        for why in CountedBy
        if keys[why]
    ]
    if not found.count(f"{Band.NEW}-{ANY}"):
        return aparts
    cohort = Standing.objects.filter(campaign=campaign, unit__isnull=False).order_by().values("organisation")
    new = named(branches, *rounds, cells(f"{Band.NEW}-{ANY}")).exclude(pk__in=cohort).count()
    return [*aparts, CountedApart(Band.NEW, new)] if new else aparts


def _apart(member, called):
    branch, heir = called[member.key], called.get(member.heir)
    return ApartBranch(branch.called, branch.get_absolute_url(), heir.called if heir else "")
