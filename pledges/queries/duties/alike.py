"""How many branches owe what on a day (R25), counted without reading anyone by name, or with no more than their codes.

The database tells until when each was seen to last, the rules judge those that are alike together.
"""

from collections.abc import Iterator
from datetime import date

from django.db.models import Case, Count, DateField, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone

from branches.as_of import unit_path_on
from branches.models import Organisation
from core.aggregates import Joined
from pledges.choices import DutyKind, DutyState
from pledges.models import Benchmark, Plan, Twinning
from pledges.queries.benchmarks.followings import counting_today
from pledges.queries.duties.branches import judged, owing
from pledges.queries.duties.duty import OwedAlike
from pledges.queries.duties.records import Record, of_benchmarks
from pledges.rules import duties as rules
from ratings.choices import Tier
from ratings.models import Campaign
from ratings.queries.cohort import standings_on

TIERS = {kind: [tier for tier in Tier if kind in rules.owed_at(tier)] for kind in DutyKind}


def alike(
    campaign: Campaign,
    on: date,
    rows: QuerySet[Organisation] | None,
    *,
    by_unit: bool = False,
    named: bool = False,
    late: bool = False,
) -> Iterator[OwedAlike]:
    """The duties of the branches among `rows` (None: of all) on day `on`, those that are alike together; `by_unit`:
    told apart by the unit of the day; `named`: with their codes; `late`: the late ones alone. Five queries, six more
    where a benchmark does not count."""
    found = standings_on(campaign, on).filter(owing(campaign, on, "organisation__")).order_by()
    if late:
        found = found.filter(_stands_long(campaign, on))
    if rows is not None:
        found = found.filter(organisation__in=rows.order_by().values("pk"))
    found = found.annotate(place=unit_path_on("organisation", on) if by_unit else Value(""))
    codes = Joined("organisation__code") if named else Value("")
    for kind, tiers in TIERS.items():
        records = _records(campaign, on, found.filter(tier__in=tiers), kind, codes) if tiers else ()
        for since, approved_on, record, *those in records:
            found_alike = OwedAlike.of(kind, judged(campaign, on, since, approved_on, record), *those)
            if not late or found_alike.state == DutyState.LATE:
                yield found_alike


def _stands_long(campaign, on):
    """Whether a standing has held, and been approved, for longer than there is time for what it asks for: nobody else
    is late, whatever fulfilled it meanwhile."""
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
    last = Case(When(held, then=Value(date.max)), output_field=DateField())
    rows = standings.annotate(last=last, follows=Exists(own))
    yield from _grouped(rows.filter(Q(last__isnull=False) | Q(follows=False)), on, codes)
    others = rows.filter(last=None, follows=True)
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
