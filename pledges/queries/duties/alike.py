"""How many branches owe what on a day (R25), counted without reading anyone by name, or with no more than their codes.

The database tells until when each was seen to last, the rules judge those that are alike together.
"""

from collections.abc import Iterator
from datetime import date

from django.db.models import (
    Aggregate,
    Case,
    CharField,
    Count,
    DateField,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce
from django.utils import timezone

from branches.as_of import unit_path_on
from branches.models import Organisation
from pledges.choices import DutyKind
from pledges.models import Benchmark, Plan, Twinning
from pledges.queries.benchmarks.followings import counting_today
from pledges.queries.duties.branches import judged, owing
from pledges.queries.duties.duty import OwedAlike
from pledges.queries.duties.records import Record, of_benchmarks
from pledges.rules import duties as rules
from ratings.choices import Tier
from ratings.models import Campaign, Standing
from ratings.queries.cohort import in_force

TIERS = {kind: [tier for tier in Tier if kind in rules.owed_at(tier)] for kind in DutyKind}


class Joined(Aggregate):
    """The values of a group as one text, a comma between them, in no particular order."""

    function, template = "STRING_AGG", "%(function)s(%(expressions)s)"
    output_field = CharField()

    def __init__(self, expression, **extra):
        super().__init__(expression, Value(","), **extra)

    def as_sqlite(self, compiler, connection, **context):
        """SQLite calls it by another name."""
        return self.as_sql(compiler, connection, function="GROUP_CONCAT", **context)


def alike(
    campaign: Campaign,
    on: date,
    standings: QuerySet[Standing],
    *,
    by_unit: bool = False,
    named: bool = False,
    late: bool = False,
) -> Iterator[OwedAlike]:
    """The duties of the branches that have one of `standings` on day `on`, those that are alike together; `by_unit`:
    told apart by the unit of the day; `named`: with their codes; `late`: of those alone that have stood long enough to
    be late. Five queries, six more where a benchmark does not count."""
    found = standings.filter(in_force(campaign, on), owing(campaign, on, "organisation__")).order_by()
    if late:
        found = found.filter(_stands_long(campaign, on))
    found = found.annotate(place=unit_path_on("organisation", on) if by_unit else Value(""))
    codes = Joined("organisation__code") if named else Value("")
    for kind, tiers in TIERS.items():
        records = _records(campaign, on, found.filter(tier__in=tiers), kind, codes) if tiers else ()
        for since, approved_on, record, *those in records:
            yield OwedAlike.of(kind, judged(campaign, on, since, approved_on, record), *those)


def _stands_long(campaign, on):
    """Whether a standing has held, and been approved, for longer than there is time for what it asks for."""
    limit = rules.late_before(on, days=campaign.plan_days)
    return Q(since__lt=limit) & (Q(approved_on=None) | Q(approved_on__lt=limit))


def _records(campaign, on, standings, kind, codes):
    """(since, approved on, Record, unit, how many, their codes) of those `standings` that are alike."""
    if kind == DutyKind.BENCHMARK:
        return _of_benchmarks(campaign, on, standings, codes)
    if kind == DutyKind.HELPER:
        rows, began, ended = Twinning.objects.filter(agreed_on__isnull=False), "starts_on", "ends_on"
        rows = rows.filter(helped=OuterRef("organisation"))
    else:
        rows, began, ended = Plan.objects.filter(campaign=campaign), "published_on", "ended_on"
        rows = rows.filter(organisation=OuterRef("organisation"), kind__in=rules.fulfilling(kind))
    held = Q(**{ended: None}) | Q(**{f"{ended}__gt": F(began)})
    last = rows.filter(held, **{f"{began}__lte": on}).order_by(F(ended).desc(nulls_first=True))
    return _grouped(standings.annotate(last=Subquery(last.values(told=Coalesce(ended, date.max))[:1])), on, codes)


def _of_benchmarks(campaign, on, standings, codes):
    """Who follows nobody, and today who follows somebody that counts, are told together; of the others the days on
    which each of their benchmarks counted are read."""
    own = Benchmark.objects.filter(follower=OuterRef("organisation")).order_by()
    held = Exists(counting_today(campaign, own) if on >= timezone.localdate() else own.none())
    follows = Q(organisation__in=Benchmark.objects.order_by().values("follower"))  # few: looked up before anything else
    rows = standings.annotate(last=Case(When(follows & Q(held), then=Value(date.max)), output_field=DateField()))
    yield from _grouped(rows.filter(Q(last__isnull=False) | ~follows), on, codes)
    others = rows.filter(follows, last=None)
    others = list(others.values_list("organisation", "organisation__code", "since", "approved_on", "place"))
    records = of_benchmarks(campaign, on, Organisation.objects.filter(pk__in=[key for key, *_rest in others]))
    for key, code, since, approved_on, unit in others:
        yield since, approved_on, records.get((key, DutyKind.BENCHMARK), Record()), unit, 1, code


def _grouped(rows, on, codes):
    """`last`: the day until which each is or was seen to, None when never."""
    groups = rows.values_list("since", "approved_on", "last", "place")
    for since, approved_on, last, *those in groups.annotate(count=Count("pk"), codes=codes):
        held = last is not None and last > on
        yield since, approved_on, Record(held=last if held else None, until=None if held else last), *those
