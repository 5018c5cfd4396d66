"""What is read of review meetings: when a unit last held one, which branches one comments on, what a person may see."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_

from django.db.models import F, Max, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _

from branches.as_of import belonging, called_on
from branches.models import UNIT_PATH, Organisation
from core.choices import Role
from core.scope import Scope
from core.timeline import ToldEvent, author
from pledges.choices import MeetingState
from pledges.models import Comment, Meeting
from pledges.rules.meetings import days_since
from ratings.choices import Tier
from ratings.queries.board import campaigns, chosen
from ratings.queries.cohort import standings_on

FOLLOWERS = (Role.DEPARTMENT, Role.VIEWER, Role.UNIT)


def last_held(units: QuerySet[Organisation], on: date) -> dict[int, date]:
    """{primary key of a unit: the day its last closed meeting by day `on` was held}, those without one left out (R25):
    one query."""
    held = Meeting.objects.filter(unit__in=units.order_by().values("pk"), state=MeetingState.CLOSED, held_on__lte=on)
    return dict(held.order_by().values_list("unit").annotate(last=Max("held_on")))


@dataclass(frozen=True)
class LastMeeting:
    """When a unit last held a meeting, and how many `days` ago that was."""

    held_on: date
    days: int


def by_last_held(units: QuerySet[Organisation], on: date) -> QuerySet[Organisation]:
    """`units`, each with `last_held`, the day its last closed meeting by day `on` was held: without one first, then the
    longest ago."""
    held = Meeting.objects.filter(unit=OuterRef("pk"), state=MeetingState.CLOSED, held_on__lte=on)
    last = Subquery(held.order_by("-held_on").values("held_on")[:1])
    return units.annotate(last_held=last).order_by(F("last_held").asc(nulls_first=True), "code")


def last_of(unit: Organisation, on: date) -> LastMeeting | None:
    """The last meeting of `unit` by day `on`; None when it held none: one query."""
    held_on = last_held(Organisation.objects.filter(pk=unit.pk), on).get(unit.pk)
    return held_on and LastMeeting(held_on, days_since(held_on, on))


def units_called(rows: QuerySet[Meeting], on: date) -> QuerySet[Meeting]:
    """`rows` with their units, each with `unit_called`, what that was called on day `on`: no query of its own."""
    named = called_on(Organisation.objects.filter(pk=OuterRef("unit")), on).values("called")
    return rows.select_related("unit").annotate(unit_called=Subquery(named))


def members(unit: Organisation, on: date) -> QuerySet[Organisation]:
    """The branches of `unit` that were open on day `on`, by code."""
    rows = belonging(Organisation.objects.branches().open_on(on), unit, on)
    return rows.filter(Q(founded_on=None) | Q(founded_on__lte=on)).order_by("code")


def owed(unit: Organisation, on: date) -> QuerySet[Organisation]:
    """The branches of `unit` that stood at ordinary on day `on` in the campaign on show: a meeting held that day
    comments on each of them (N09)."""
    campaign, branches = chosen(campaigns(), on), members(unit, on)
    if campaign is None:
        return branches.none()
    ordinary = standings_on(campaign, on, branches.order_by().values("pk")).filter(tier=Tier.ORDINARY)
    return branches.filter(pk__in=ordinary.order_by().values("organisation"))


def visible(scope: Scope) -> QuerySet[Meeting]:
    """The meetings the holder of `scope` may see: who follows units those within, a branch the closed ones of its unit
    and those that commented on it."""
    rows = Meeting.objects.filter(pk__in=scope.of(Meeting, role=FOLLOWERS).order_by().values("pk"))
    closed = Meeting.objects.filter(_of_branches(scope), state=MeetingState.CLOSED)
    return Meeting.objects.filter(Q(pk__in=rows.order_by().values("pk")) | Q(pk__in=closed.order_by().values("pk")))


def _of_branches(scope):
    places = scope.at(Role.BRANCH)
    own = scope.of(Comment, role=Role.BRANCH).order_by().values("meeting")
    return reduce(or_, (Q(unit__path=place.path[:UNIT_PATH]) for place in places), Q(pk__in=own))


def last_comment(branch: Organisation, on: date) -> Comment | None:
    """What the last closed meeting by day `on` that commented on `branch` said of it; None when none did."""
    held = Comment.objects.filter(branch=branch, meeting__state=MeetingState.CLOSED, meeting__held_on__lte=on)
    return held.select_related("meeting").order_by("-meeting__held_on", "-pk").first()


def follow_ups(comments: Iterable[Comment], on: date) -> dict[int, Comment]:
    """{primary key of a comment: it, or the entry of its history, as what came of it was last told by day `on`}, those
    left out of which nothing was told: what is told anew leaves the days before as they were. One query."""
    told = Comment.history.filter(id__in=[one.pk for one in comments], followed_on__lte=on).order_by("history_id")
    current = {one.pk: one for one in comments if one.followed_on is None or one.followed_on <= on}
    return {key: row for key, row in ({row.id: row for row in told} | current).items() if row.follow_up}


def of_organisation(organisation: Organisation, on: date) -> list[ToldEvent]:
    """The closed meetings by day `on` that `organisation` held or that commented on it, in no order: one query."""
    concerned = Q(unit=organisation) | Q(comments__branch=organisation)
    held = Meeting.objects.filter(concerned, state=MeetingState.CLOSED, held_on__lte=on).distinct()
    return [_told(meeting, organisation) for meeting in held.select_related("closed_by").order_by("held_on")]


def _told(meeting, organisation):
    held, commented = _("Review meeting held."), _("Commented on at the review meeting.")
    what = held if meeting.unit_id == organisation.pk else commented
    return ToldEvent(meeting.held_on, author(meeting.closed_by), what)
