"""Twinnings as they stood on a day (R35)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Count, F, Max, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce, Greatest, Substr
from django.utils import timezone
from django.utils.translation import pgettext_lazy

from branches.as_of import names_on, unit_names_on
from branches.models import UNIT_PATH, Organisation
from core.history import as_of
from pledges.choices import RecordState, TwinningStanding, TwinningState
from pledges.models import HelpRecord, Twinning
from ratings.queries.board import campaigns, chosen

# Whose word is missing, by who has agreed: (the helped side, the helper).
MISSING = {
    (False, False): pgettext_lazy("twinning", "To be agreed by both"),
    (True, False): pgettext_lazy("twinning", "To be agreed by the helper"),
    (False, True): pgettext_lazy("twinning", "To be agreed by the helped branch"),
    (True, True): TwinningStanding.PROPOSED.label,
}

WORDS = ("place", "people", "text", "solved")  # of a record


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
    """Who `helpers` of a branch were on a day, whom it `helps`, and what is proposed or begins later on either side
    (`coming`), each with where it stands in words (`told`)."""

    helpers: list[TwinOnDay]
    helps: list[TwinOnDay]
    coming: list[Twinning]

    @property
    def load(self) -> int:
        """How many it helps."""
        return len(self.helps)


def of_branch(organisation: Organisation, on: date) -> BranchTwinnings:
    """The BranchTwinnings of `organisation` on day `on`: one query, five more for a day gone by."""
    own = Q(helped=organisation) | Q(helper=organisation)
    rows = with_records(there_on(Twinning.objects.filter(own), on), on).with_people().order_by("starts_on", "pk")
    found = defaultdict(list)
    for row in as_told(rows, on):
        standing = standing_of(row, on, None)
        row.told = told_as(row, standing)
        found[standing].append(row)
    running = found[TwinningStanding.IN_FORCE]
    helpers = [_seen(row, row.helper_called, on) for row in running if row.helped_id == organisation.pk]
    helps = [_seen(row, row.helped.name, on) for row in running if row.helped_id != organisation.pk]
    return BranchTwinnings(helpers, helps, found[TwinningStanding.PROPOSED] + found[TwinningStanding.AHEAD])


def there_on(rows: QuerySet[Twinning], on: date) -> QuerySet[Twinning]:
    """Those of `rows` that were proposed or agreed by day `on`, each with `stood`, its state then. The day of the
    agreement counts, and that of the end, also when a ledger or a closing told it later; else what was written by
    then."""
    if on >= timezone.localdate():
        return rows.annotate(stood=F("state"))
    begun, unknown = Q(agreed_on__lte=on), Q(known=None)
    untold = Q(known_end=None) | Q(known_end__gt=on)
    over = Q(state=TwinningState.ENDED, ends_on__lte=on)
    stood = Case(
        When(begun & untold & over, then=Value(TwinningState.ENDED.value)),
        When(begun & (unknown | Q(known=TwinningState.PROPOSED)), then=Value(TwinningState.AGREED.value)),
        default=F("known"),
    )
    return rows.annotate(**_written(on)).annotate(stood=stood).exclude(stood=None)


def running_on(rows: QuerySet[Twinning], on: date) -> QuerySet[Twinning]:
    """Those of `rows` in force on day `on`, each with `stood`, as `there_on` has them."""
    found = rows.in_force_on(on)
    if on >= timezone.localdate():
        return found.annotate(stood=F("state"))
    return found.annotate(**_written(on), stood=Value(TwinningState.AGREED.value))


def coming_on(rows: QuerySet[Twinning], on: date) -> QuerySet[Twinning]:
    """Those of `rows` that were proposed on day `on`, or agreed and to begin later."""
    found = there_on(rows.filter(Q(ends_on=None) | Q(ends_on__gt=on)), on).exclude(stood=TwinningState.ENDED)
    return found.filter(Q(agreed_on=None) | Q(agreed_on__gt=on) | Q(starts_on__gt=on))


def as_told(rows: Iterable[Twinning], on: date) -> list[Twinning]:
    """`rows` (`there_on`, with both organisations) with the values and the names of day `on`, never to be saved: no
    query for today, else five."""
    found = list(rows)
    if on < timezone.localdate() and found:
        names = names_on([one for row in found for one in (row.helped, row.helper) if one], on)
        units = unit_names_on([row.helped for row in found], on)
        for row in found:
            _tell(row, on)
            row.unit = units[row.helped_id]
            for one in filter(None, (row.helped, row.helper)):
                one.name = names[one.pk]
    return found


def _written(on):
    """What each was at the end of day `on` as far as it was written by then, as annotations."""
    last = as_of(Twinning, on).filter(id=OuterRef("pk")).order_by()
    names = {"known": "state", "known_start": "starts_on", "known_end": "ends_on", "known_result": "result"}
    return {name: Subquery(last.values(field)[:1]) for name, field in names.items()}


def _tell(row, on):
    """Give `row` the values of day `on`."""
    row.state = row.stood
    if row.known is not None and not (row.agreed_on and row.agreed_on <= on):
        row.starts_on = row.known_start
    if row.known is not None and not (row.ends_on and row.ends_on <= on):
        row.ends_on = row.known_end
    if row.state != TwinningState.ENDED:
        row.result = row.reason = row.state_before = ""
    elif row.known is not None:
        row.result = row.known_result
    for name in ("helped_agreed_at", "helper_agreed_at"):
        moment = getattr(row, name)
        if moment and timezone.localdate(moment) > on:
            setattr(row, name, None)


def with_records(rows: QuerySet[Twinning], on: date) -> QuerySet[Twinning]:
    """`rows`, each with `counted`, how many records there were by day `on`, and `last`, the day of the last one; what
    was sent back counts for neither."""
    records = standing_records(HelpRecord.objects.filter(twinning=OuterRef("pk")), on)
    told = records.exclude(stood=RecordState.RETURNED).order_by().values("twinning")
    return rows.annotate(
        counted=Coalesce(Subquery(told.annotate(count=Count("pk")).values("count")), 0),
        last=Subquery(told.annotate(last=Max("on")).values("last")),
    )


def standing_records(rows: QuerySet[HelpRecord], on: date) -> QuerySet[HelpRecord]:
    """Those of `rows` that tell of days up to `on`, each with `stood`, its state then; of what was handed in later the
    state by now."""
    rows = rows.filter(on__lte=on)
    if on >= timezone.localdate():
        return rows.annotate(stood=F("state"))
    last = as_of(HelpRecord, on).filter(id=OuterRef("pk")).order_by().values("state")
    return rows.annotate(stood=Coalesce(Subquery(last[:1]), "state"))


def told_records(rows: QuerySet[HelpRecord], on: date) -> list[HelpRecord]:
    """Those of `rows` that tell of days up to `on`, each with its state and its words at the end of day `on`, never to
    be saved; what was handed in later as by now. One query, one more for a day gone by."""
    found = list(standing_records(rows, on))
    if on < timezone.localdate() and found:
        known = {one.id: one for one in as_of(HelpRecord, on).filter(id__in=[one.pk for one in found])}
        for row in found:
            for name in WORDS if row.pk in known else ():
                setattr(row, name, getattr(known[row.pk], name))
    return found


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
    return date.fromordinal(max(1, on.toordinal() - campaign.silent_days)) if campaign else None


def standing_of(twinning: Twinning, on: date, limit: date | None) -> TwinningStanding:
    """Where `twinning` (`with_records`, `as_told`) stands on day `on`; `limit`: since when silence counts."""
    if twinning.state == TwinningState.PROPOSED:
        return TwinningStanding.PROPOSED
    if twinning.state == TwinningState.ENDED:
        return TwinningStanding.NOTHING if twinning.came_to_nothing else TwinningStanding.ENDED
    if twinning.starts_on > on:
        return TwinningStanding.AHEAD
    if twinning.ends_on and twinning.ends_on <= on:
        return TwinningStanding.OVER
    heard = max(twinning.starts_on, twinning.last or twinning.starts_on)
    return TwinningStanding.SILENT if limit and heard <= limit else TwinningStanding.IN_FORCE


def told_as(twinning: Twinning, standing: TwinningStanding) -> str:
    """Where `twinning` stands, in words: of a proposal, whose word is missing."""
    if standing != TwinningStanding.PROPOSED:
        return str(standing.label)
    return str(MISSING[twinning.helped_agreed_at is not None, twinning.helper_agreed_at is not None])


def standing_at(rows: QuerySet[Twinning], standing: str, on: date) -> QuerySet[Twinning]:
    """Those of `rows` (`there_on`) that stand there on day `on`; what is silent is in force as well."""
    agreed = rows.filter(stood=TwinningState.AGREED)
    found = {
        TwinningStanding.PROPOSED: lambda: rows.filter(stood=TwinningState.PROPOSED),
        TwinningStanding.ENDED: lambda: rows.filter(stood=TwinningState.ENDED).exclude(agreed_on=None),
        TwinningStanding.NOTHING: lambda: rows.filter(stood=TwinningState.ENDED, agreed_on=None),
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


def _seen(row, called, on):
    return TwinOnDay(row, called, row.last, (on - row.last).days if row.last else None)
