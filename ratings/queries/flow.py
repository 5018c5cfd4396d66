"""The flow between two rounds, read from the database: counted from the standings, named from the ratings."""

from functools import reduce
from itertools import chain
from operator import or_

from django.db.models import Case, Count, Exists, F, FilteredRelation, OuterRef, Q, QuerySet, Value, When

from ratings.choices import State, Tier
from ratings.models import Rating, Round, Standing
from ratings.rules.flow import Band, Flow, FlowStep, flow


def last_rated(campaign, on, count) -> list[Round]:
    """The last `count` rounds of `campaign` with official ratings by day `on`, the latest first: one query."""
    official = Rating.objects.official().filter(round=OuterRef("pk")).order_by()
    return list(campaign.rounds.filter(Exists(official), reference_date__lte=on).order_by("-reference_date")[:count])


def counted(branches, earlier, later, *, everybody) -> Flow:
    """The Flow of `branches` (a queryset) between two rounds, however many they are: at most four queries.

    `everybody`: that they are all the campaign counts (R11). A standing knows the one before, so of everybody only
    those are looked up in both rounds who were rated between the two; few are looked up one by one.
    """
    rounds = list(Round.objects.filter(campaign=earlier.campaign_id))
    after_baseline = any(one.is_baseline and one.reference_date <= earlier.reference_date for one in rounds)
    if not everybody or not after_baseline:  # nobody has a standing before the baseline (R3)
        return flow(_looked_up(branches, earlier, later))
    between = [one for one in rounds if earlier.reference_date < one.reference_date < later.reference_date]
    rated_between = Rating.objects.official().filter(round__in=between).order_by().values("organisation")
    found = chain(
        _rated_later(_standings(branches, later), rounds, earlier),
        _left(_standings(branches, earlier), rounds, later),
        _looked_up(branches.filter(pk__in=rated_between), earlier, later),
    )
    return flow(found)


def named(branches, earlier, later, cells) -> QuerySet:
    """Those of `branches` that stand in one of `cells`, by code: a queryset of what a list names of them."""
    rows = _rated(branches, earlier, later).filter(reduce(or_, map(_stands_in, cells)))
    return rows.order_by("code").only("code", "name", "kind")


def _standings(branches, round_):
    """What `branches`, everybody's, were rated in a round. The members of the cohorts are some of them (R5, R11): only
    the others are looked up."""
    rows = Standing.objects.filter(campaign=round_.campaign_id, since=round_.reference_date).order_by()
    return rows.filter(Q(unit__isnull=False) | Exists(branches.order_by().filter(pk=OuterRef("organisation"))))


def _rated_later(rows, rounds, earlier):
    """FlowSteps of the standings `rows` in the later round, of those not rated between the two."""
    on = earlier.reference_date
    days = [one.reference_date for one in rounds if one.reference_date <= on]
    for before_on, before, after, count in _alike(rows, "before_on", days, "before_on", "before", "tier"):
        yield FlowStep(before if before_on == on else None, after, False, count)


def _left(rows, rounds, later):
    """FlowSteps of the standings `rows` in the earlier round, of those rated neither in the later one nor between."""
    on = later.reference_date
    days = [one.reference_date for one in rounds if one.reference_date > on]
    gone = Case(When(organisation__closed_on__lte=on, then=Value(True)), default=Value(False))
    rows = rows.filter(tier__in=Tier.values).annotate(gone=gone)  # all have a tier: the index begins with it
    return (FlowStep(tier, None, gone, count) for tier, gone, count in _alike(rows, "until", days, "tier", "gone"))


def _alike(rows, field, days, *facts):
    """(each of `facts`, count) of those of `rows` whose `field` is one of `days` or None: a range of an index each."""
    counts = [rows.filter(**{field: day}).values_list(*facts).annotate(count=Count("*")) for day in (None, *days)]
    return counts[0].union(*counts[1:], all=True)


def _looked_up(branches, earlier, later):
    """FlowSteps of `branches`, looked up in both rounds."""
    alike = _rated(branches, earlier, later).order_by().values_list("before", "after", "gone")
    return (FlowStep(*row) for row in alike.annotate(count=Count("pk")))


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
