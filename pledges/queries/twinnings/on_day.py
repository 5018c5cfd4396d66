"""Twinnings as they stood on a day, and the load of those who help (R35)."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, Greatest, Substr

from branches.as_of import names_on
from branches.models import UNIT_PATH, Organisation
from pledges.choices import RecordState, TwinningStanding, TwinningState
from pledges.models import HelpRecord, Twinning
from ratings.queries.board import campaigns, chosen


@dataclass(frozen=True)
class TwinOnDay:
    """A twinning in force on a day as one side sees it: what the other one was `called`, `last`: the day of its last
    record by then (None: none yet), `ago` days before."""

    twinning: Twinning
    called: str
    last: date | None
    ago: int | None


@dataclass(frozen=True)
class BranchTwinnings:
    """Who `helpers` of a branch were on a day, and whom it `helps`."""

    helpers: list[TwinOnDay]
    helps: list[TwinOnDay]

    @property
    def load(self) -> int:
        """How many it helps."""
        return len(self.helps)


def of_branch(organisation: Organisation, on: date) -> BranchTwinnings:
    """The BranchTwinnings of `organisation` on day `on`: two queries, one when there are none."""
    own = Q(helped=organisation) | Q(helper=organisation)
    rows = list(
        with_records(Twinning.objects.in_force_on(on).filter(own), on).with_people().order_by("starts_on", "pk")
    )
    others = [one for row in rows for one in (row.helped, row.helper) if one]
    names = names_on(others, on) if others else {}
    helpers = [
        _seen(row, names.get(row.helper_id, row.helper_called), on) for row in rows if _is_helped(row, organisation)
    ]
    helps = [_seen(row, names[row.helped_id], on) for row in rows if not _is_helped(row, organisation)]
    return BranchTwinnings(helpers, helps)


def with_records(rows: QuerySet[Twinning], on: date) -> QuerySet[Twinning]:
    """`rows`, each with `counted`, how many records there were by day `on`, and `last`, the day of the last one; what
    was sent back counts for neither."""
    records = HelpRecord.objects.filter(twinning=OuterRef("pk"), on__lte=on).exclude(state=RecordState.RETURNED)
    told = records.order_by().values("twinning")
    return rows.annotate(
        counted=Coalesce(Subquery(told.annotate(count=Count("pk")).values("count")), 0),
        last=Subquery(told.annotate(last=Max("on")).values("last")),
    )


def silent(rows: QuerySet[Twinning], on: date) -> QuerySet[Twinning]:
    """Those of `rows` in force on day `on` of which nothing was heard for as many days as the campaign on show allows;
    with `heard`, the day of the last record, or of the start."""
    limit = silent_since(on)
    if limit is None:
        return rows.none()
    known = with_records(rows.in_force_on(on), on)
    return known.annotate(heard=Greatest("starts_on", Coalesce("last", "starts_on"))).filter(heard__lte=limit)


def silent_since(on: date) -> date | None:
    """The day since which who has recorded nothing is silent on day `on`; None without a campaign."""
    campaign = chosen(campaigns(), on)
    return on - timedelta(days=campaign.silent_days) if campaign else None


def standing_of(twinning: Twinning, on: date, limit: date | None) -> TwinningStanding:
    """Where `twinning` (`with_records`) stands today, which is `on`; `limit`: since when silence counts."""
    if twinning.state == TwinningState.PROPOSED:
        return TwinningStanding.PROPOSED
    if twinning.state == TwinningState.ENDED:
        return TwinningStanding.ENDED
    if twinning.starts_on > on:
        return TwinningStanding.AHEAD
    if twinning.ends_on and twinning.ends_on <= on:
        return TwinningStanding.OVER
    heard = max(twinning.starts_on, twinning.last or twinning.starts_on)
    return TwinningStanding.SILENT if limit and heard <= limit else TwinningStanding.IN_FORCE


def standing_at(rows: QuerySet[Twinning], standing: str, on: date) -> QuerySet[Twinning]:
    """Those of `rows` that stand there today, which is `on`; what is silent is in force as well."""
    agreed = rows.filter(state=TwinningState.AGREED)
    found = {
        TwinningStanding.PROPOSED: lambda: rows.filter(state=TwinningState.PROPOSED),
        TwinningStanding.ENDED: lambda: rows.filter(state=TwinningState.ENDED),
        TwinningStanding.AHEAD: lambda: agreed.filter(starts_on__gt=on),
        TwinningStanding.OVER: lambda: agreed.filter(ends_on__lte=on),
        TwinningStanding.IN_FORCE: lambda: agreed.in_force_on(on),
        TwinningStanding.SILENT: lambda: rows.filter(pk__in=silent(agreed, on).order_by().values("pk")),
    }
    return found[TwinningStanding(standing)]()


def with_units(rows: QuerySet[Twinning]) -> QuerySet[Twinning]:
    """`rows` with both organisations, each with `unit`, the name of the helped one's unit today."""
    units = Organisation.objects.filter(path=Substr(OuterRef("helped__path"), 1, UNIT_PATH)).order_by()
    return rows.with_people().annotate(unit=Subquery(units.values("name")[:1]))


def loads(on: date) -> Counter:
    """{primary key of a branch: how many it helps on day `on`}: one query."""
    rows = Twinning.objects.in_force_on(on).filter(helper__isnull=False)
    return Counter(rows.order_by().values_list("helper", flat=True))


def _is_helped(row, organisation):
    return row.helped_id == organisation.pk


def _seen(row, called, on):
    return TwinOnDay(row, called, row.last, (on - row.last).days if row.last else None)
