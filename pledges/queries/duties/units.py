"""The duties of base organisations on a day: a plan for the year, and review meetings while they have ordinary branches
(R25)."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from functools import cache, partial

from django.db.models import Count, Min, Q, QuerySet
from django.db.models.functions import Coalesce, Left

from branches.choices import ChangeKind, Kind
from branches.models import UNIT_PATH, Change, Organisation
from core.history import as_of
from pledges.choices import DutyKind, DutyState, MeetingState, PlanKind, PlanOutcome
from pledges.models import Meeting, Plan
from pledges.queries.duties.branches import there_on
from pledges.queries.duties.duty import Duty, OwedAlike
from pledges.queries.duties.records import in_writing
from pledges.queries.meetings import last_held
from pledges.queries.plans.on_day import as_stood
from pledges.rules import duties as rules
from ratings.choices import Tier
from ratings.models import Campaign, Standing


def of_units(campaign: Campaign, on: date, rows: QuerySet[Organisation]) -> Iterator[Duty]:
    """The Duties of the base organisations among `rows` on day `on`: one query where there are none, else seven, eight
    for a day gone by."""
    if units := rows.units().filter(there_on(on)):
        yield from _plans(campaign, on, units)
        yield from _meetings(campaign, on, units)


def late_with_meetings(campaign: Campaign, on: date, rows: QuerySet[Organisation]) -> set[int]:
    """The primary keys of the base organisations among `rows` whose review meeting is late on day `on`."""
    found = _next_meetings(campaign, on, rows.units().filter(there_on(on)), late=True)
    return {key for key, (_begun, _due, state) in found if state == DutyState.LATE}


def alike_units(
    campaign: Campaign,
    on: date,
    rows: QuerySet[Organisation],
    *,
    by_unit: bool = False,
    named: bool = False,
    late: bool = False,
) -> Iterator[OwedAlike]:
    """The duties of the base organisations among `rows` on day `on`, those that are alike together; `by_unit`: each
    alone; `named`: with their codes; `late`: of review meetings none while nobody's can be late. Nine queries."""
    places, groups = {}, defaultdict(list)
    units = rows.units().filter(there_on(on)).order_by()
    for key, path, code in units.values_list("pk", "path", "code"):
        places[key] = path if by_unit else "", code
    for key, kind, judged in _judged_units(campaign, on, units, places, late):
        unit, code = places[key]
        groups[kind, judged, unit].append(code)
    for (kind, judged, unit), codes in groups.items():
        yield OwedAlike.of(kind, judged, unit, len(codes), ",".join(codes) if named else "")


def _judged_units(campaign, on, units, keys, late):
    """(primary key, kind, (since when, by when, DutyState)) of what each of `units`, of these `keys`, owes."""
    if on >= campaign.starts_on:
        held, year = set(_held(campaign, on, units).values_list("organisation", flat=True)), _year(campaign, on)
        done, owed = ((*year, rules.state(fulfilled=is_held, due=year[1], on=on)) for is_held in (True, False))
        for key in keys:
            yield key, DutyKind.UNIT, done if key in held else owed
    for key, judged in _next_meetings(campaign, on, units, late=late):
        yield key, DutyKind.MEETING, judged


def _next_meetings(campaign, on, units, *, late):
    """(primary key, (since when, by when, DutyState)) of the next review meeting of each of `units` that owes one;
    `late`: of none while nobody has owed one for longer than there is time for it."""
    if late and not _ordinary(campaign, on).filter(day__lt=rules.late_before(on, days=campaign.meeting_days)).exists():
        return
    last, judged = last_held(units, on), cache(partial(_judged, campaign, on))  # many units begin on the same day
    for key, approved_on in first_approvals(campaign, on, units).items():
        yield key, judged(approved_on, last.get(key))


def _judged(campaign, on, approved_on, held_on):
    """(since when, by when, DutyState) of a next review meeting; `held_on`: the day of the last one, None without."""
    days = campaign.meeting_days
    begun, fulfilled = rules.meeting_begun(approved_on, held_on), rules.is_met(held_on, on, days=days)
    due = rules.due(begun, days=days)
    return begun, due, rules.state(fulfilled=fulfilled, due=due, on=on)


def _year(campaign, on):
    """(since when, by when) the plan of the year of `on` is owed."""
    due = rules.unit_plan_due(on.year, campaign.starts_on, by=campaign.unit_plan_by, days=campaign.plan_days)
    return max(date(on.year, 1, 1), campaign.starts_on), due


def _plans(campaign, on, units):
    """A plan for the year of `on`, in force then or done, fulfils; nobody owes one before the campaign starts."""
    if on < campaign.starts_on:
        return
    begun, due = _year(campaign, on)
    held = {plan.organisation_id: plan for plan in _held(campaign, on, units)}
    written = in_writing(campaign, on, units)
    as_stood(held.values(), on)
    for unit in units:
        paper, state = held.get(unit.pk), rules.state(fulfilled=unit.pk in held, due=due, on=on)
        yield Duty(unit, DutyKind.UNIT, begun, due, state, paper or written.get((unit.pk, DutyKind.UNIT)))


def _held(campaign, on, units):
    plans = Plan.objects.filter(campaign=campaign, kind=PlanKind.UNIT, year=on.year)
    plans = plans.filter(organisation__in=units.order_by().values("pk"))
    in_force = Q(published_on__lte=on) & (Q(ended_on=None) | Q(ended_on__gt=on))
    return plans.filter(Q(outcome=PlanOutcome.DONE, ended_on__lte=on) | in_force).order_by("pk")


def _meetings(campaign, on, units):
    first, closed, recorded = first_approvals(campaign, on, units), {}, {}
    by_then = Q(state=MeetingState.CLOSED) | Q(pk__in=as_of(Meeting, on).order_by().values("id"))
    for meeting in Meeting.objects.filter(by_then, unit__in=units, held_on__lte=on).order_by("held_on", "pk"):
        (closed if meeting.state == MeetingState.CLOSED else recorded)[meeting.unit_id] = meeting
    for unit in units:
        if unit.pk in first:
            yield _meeting(campaign, on, unit, first[unit.pk], closed.get(unit.pk), recorded.get(unit.pk))


def _meeting(campaign, on, unit, approved_on, last, recorded):
    """The next review meeting: `last` is the last closed one, `recorded` one that is not closed yet."""
    begun, due, state = _judged(campaign, on, approved_on, last and last.held_on)
    return Duty(unit, DutyKind.MEETING, begun, due, state, last if state == DutyState.FULFILLED else recorded)


def first_approvals(campaign: Campaign, on: date, units: QuerySet[Organisation]) -> dict[int, date]:
    """{primary key of one of `units` that has ordinary branches on day `on`: when its first ordinary standing was
    approved}: five queries.

    That of a branch which belonged to it on the day of the approval; where it has only such as came from elsewhere,
    the first of theirs.
    """
    moves = Change.objects.filter(kind=ChangeKind.MOVED).order_by()
    left = moves.filter(before__in=units.order_by().values("code")).values("organisation")
    standings = _ordinary(campaign, on).annotate(unit_path=Left("organisation__path", UNIT_PATH))
    near = Q(unit_path__in=units.order_by().values("path")) | Q(organisation__in=left)
    standings = standings.filter(near, organisation__kind=Kind.BRANCH)
    moved, own, present = Q(organisation__in=moves.values("organisation")), {}, {}
    for unit, day, is_there in _of_those_at_home(standings.exclude(moved), units, on):
        own[unit] = day
        if is_there:
            present[unit] = day
    wandered = list(standings.filter(moved).select_related("organisation"))
    place = Membership(units, [one.organisation for one in wandered])
    for one in wandered:
        _note(own, place.unit_on(one.organisation, one.day), one.day)
        _note(present, place.unit_on(one.organisation, on), one.day if _stands(one, on) else None)
    return {unit: own.get(unit, day) for unit, day in present.items()}


def _ordinary(campaign, on):
    """The ordinary standings of the campaign that began by day `on`, each with the `day` of its first approval."""
    rows = Standing.objects.filter(campaign=campaign, tier=Tier.ORDINARY, since__lte=on).order_by()
    return rows.annotate(day=Coalesce("approved_on", "since"))


def _of_those_at_home(standings, units, on):
    """(primary key of a unit, the first day, how many hold on day `on`) of `standings` of branches that never moved."""
    keys = dict(units.order_by().values_list("path", "pk"))
    holds = (Q(until=None) | Q(until__gt=on)) & there_on(on, "organisation__")
    rows = standings.values_list("unit_path").annotate(first=Min("day"), there=Count("pk", filter=holds))
    return ((keys[path], first, there) for path, first, there in rows)


def _note(found, unit, day):
    """Keep the first day of each unit in `found`."""
    if unit is not None and day is not None:
        found[unit] = min(day, found.get(unit, day))


def _stands(standing, on):
    """Whether the standing holds on day `on`, of a branch that is there."""
    branch = standing.organisation
    founded = branch.founded_on is None or branch.founded_on <= on
    return (standing.until is None or standing.until > on) and founded and branch.is_open_on(on)


class Membership:
    """To which of some units branches belonged on a day: the units they left tell, else their path (R14)."""

    def __init__(self, units, branches):
        self._by_code, self._by_path, self._moves = {}, {}, defaultdict(list)
        for key, code, path in units.order_by().values_list("pk", "code", "path") if branches else ():
            self._by_code[code] = self._by_path[path] = key
        rows = Change.objects.filter(kind=ChangeKind.MOVED, organisation__in=branches).order_by("on", "pk")
        for key, day, before in rows.values_list("organisation", "on", "before"):
            self._moves[key].append((day, before))

    def unit_on(self, branch: Organisation, on: date) -> int | None:
        """The primary key of the unit to which `branch` belonged on day `on`; None when it is none of them."""
        moves = self._moves[branch.pk]
        later = bisect_right([day for day, _before in moves], on)
        if later < len(moves):
            return self._by_code.get(moves[later][1])
        return self._by_path.get(branch.unit_path)
