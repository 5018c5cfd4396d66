"""The flow between two rounds, read from the database: counted by one query, named by one more for chosen cells."""

from functools import reduce
from operator import or_

from django.db.models import Case, Count, Exists, F, FilteredRelation, OuterRef, Q, QuerySet, Value, When

from ratings.choices import State, Tier
from ratings.models import Rating, Round
from ratings.rules.flow import Band, Flow, FlowStep, flow


def last_rated(campaign, on, count) -> list[Round]:
    """The last `count` rounds of `campaign` with official ratings by day `on`, the latest first: one query."""
    official = Rating.objects.official().filter(round=OuterRef("pk")).order_by()
    return list(campaign.rounds.filter(Exists(official), reference_date__lte=on).order_by("-reference_date")[:count])


def counted(branches, earlier, later) -> Flow:
    """The Flow of `branches` (a queryset) between two rounds, however many they are: one query."""
    alike = _rated(branches, earlier, later).order_by().values_list("before", "after", "gone")
    return flow(FlowStep(*row) for row in alike.annotate(count=Count("pk")))


def named(branches, earlier, later, cells) -> QuerySet:
    """Those of `branches` that stand in one of `cells`, by code: a queryset of what a list names of them."""
    rows = _rated(branches, earlier, later).filter(reduce(or_, map(_stands_in, cells)))
    return rows.order_by("code").only("code", "name", "kind")


def _rated(branches, earlier, later):
    """`branches` with an official rating in either round, with its tiers and whether they are closed by the later."""
    gone = When(closed_on__lte=later.reference_date, then=Value(True))
    return branches.annotate(
        in_earlier=FilteredRelation("ratings", condition=_official_in(earlier)),
        in_later=FilteredRelation("ratings", condition=_official_in(later)),
        before=F("in_earlier__tier"),
        after=F("in_later__tier"),
        gone=Case(gone, default=Value(False)),
    ).filter(Q(before__isnull=False) | Q(after__isnull=False))


def _official_in(round_):
    return Q(ratings__round=round_, ratings__state=State.APPROVED)


def _stands_in(cell):
    row, column = cell
    before = Q(before__isnull=True) if row == Band.NEW else Q(before=Tier.of(row))
    if column in (Band.CLOSED, Band.UNRATED):
        return before & Q(after__isnull=True, gone=column == Band.CLOSED)
    return before & Q(after=Tier.of(column))
