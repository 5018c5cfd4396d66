"""Who can help a branch, the most fitting first (N12, R35)."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce

from branches.choices import BRANCH_KINDS
from branches.models import Organisation
from core.choices import Role
from core.scope import within
from pledges.models import Twinning
from ratings.choices import Tier
from ratings.models import Standing
from ratings.queries.board import campaigns, chosen
from ratings.queries.cohort import standing_of_each, standings_on

SUGGESTED = 8
WELL = (Tier.ADVANCED, Tier.GOOD)  # who stands well enough to be suggested


def candidates(helped: Organisation, on: date, held: Iterable[Role]) -> QuerySet[Organisation]:
    """The branches that are open on day `on` and `offered` to who holds the roles `held` at `helped`, but itself, each
    with its `unit` (the name), its `tier` (None: nowhere), its `load`, how many it helps, and `is_twin`: whether it
    helps, or is to help, this very branch. Advanced before good before ordinary, of its category first, of its unit
    first, who helps the fewest first; its twins last. One query, besides that of the rows."""
    rows = Organisation.objects.filter(kind__in=BRANCH_KINDS).open_on(on).exclude(pk=helped.pk)
    helping = Twinning.objects.in_force_on(on).filter(helper=OuterRef("pk")).order_by().values("helper")
    twins = Twinning.objects.unended().filter(helped=helped, helper=OuterRef("pk"))
    known = rows.with_unit().annotate(
        stands=standing_of_each(chosen(campaigns(), on), on),
        tier=F("stands__tier"),
        load=Coalesce(Subquery(helping.annotate(count=Count("pk")).values("count")), 0),
        is_twin=Exists(twins),
    )
    own = within("", helped.unit_path)
    known = known.filter(own & _stands_at(offered(held, same_unit=True)) | ~own & _stands_at(offered(held)))
    other = [Case(When(same, then=0), default=1) for same in (Q(category=helped.category), own)]
    return known.order_by("is_twin", Coalesce("tier", 0).desc(), *other, "load", "code")


def suggested(candidates: QuerySet[Organisation]) -> list[Organisation]:
    """The first of `candidates` that stand well and do not help that branch yet. Two queries: the good ones are only
    put in order where the advanced are too few."""
    found = []
    for tier in WELL:
        found += candidates.filter(is_twin=False, tier=tier)[: SUGGESTED - len(found)]
    return found


def offered(held: Iterable[Role], *, same_unit: bool = False) -> set[Tier | None]:
    """The tiers (None: none yet) at which a branch, of the helped one's unit or of another, is offered as a helper to
    who holds the roles `held` at the helped one. Who is missing among all that do not lag is known to lag: all of them
    are only for who is told the tiers, the department everywhere, a unit in its own; else the advanced are, who are on
    show anyway."""
    own = {Role.UNIT} if same_unit else set()
    if {Role.DEPARTMENT, *own}.isdisjoint(held):
        return {Tier.ADVANCED}
    return {None, *Tier} - {Tier.LAGGING}


def lagging(on: date) -> QuerySet:
    """The primary keys of the branches that stand at the lowest tier on day `on` in the campaign on show: two queries
    at most."""
    campaign = chosen(campaigns(), on)
    rows = standings_on(campaign, on) if campaign else Standing.objects.none()
    return rows.filter(tier=Tier.LAGGING).order_by().values("organisation")


def _stands_at(tiers):
    return Q(tier__in=tiers - {None}) | (Q(tier=None) if None in tiers else Q(pk__in=()))
