"""Plans and their measures as lists of a day: which there were, where they stood, by when they were due (R26, R34)."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Case, Count, DateField, Exists, F, Max, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce, TruncDate
from django.utils import timezone

from branches.as_of import names_on
from core.history import as_of
from core.reporting.choices import ReportedState
from pledges.choices import RUNNING, MoveState, PlanState, VersionState
from pledges.models import DueMove, Measure, Plan, Update, Version
from pledges.queries.plans.on_day import state_on, versions_on
from pledges.texts import restored

WRITTEN = {"known": "state", "known_due": "due_on", "known_goal": "goal"}


def plans_there(rows: QuerySet[Plan], on: date) -> QuerySet[Plan]:
    """Those of `rows` that had been begun by day `on`, each with `stood`, its state then, and `due` and `aim`, its due
    day and its goal of that day. The days of adoption and end count also when they were told later; a draft that was
    thrown away since has no page and is left out."""
    if on >= timezone.localdate():
        return rows.annotate(stood=F("state"), due=F("due_on"), aim=F("goal"))
    known = as_of(Plan, on).filter(id=OuterRef("pk")).order_by()
    written = {name: Subquery(known.values(field)[:1]) for name, field in WRITTEN.items()}
    adopted = Q(published_on__lte=on)
    stood = Case(
        When(ended_on__lte=on, then=Value(PlanState.ENDED.value)),
        When(adopted & Q(known__in=RUNNING), then=F("known")),
        When(adopted, then=Value(PlanState.IN_FORCE.value)),
        default=F("known"),
    )
    due = Coalesce(_day_moved(on, plan=OuterRef("pk"), measure=None), F("due_on"))
    return (
        rows.annotate(**written)
        .annotate(
            stood=stood,
            due=Case(When(adopted, then=due), default=F("known_due")),
            aim=Case(When(adopted, then=Coalesce(_goal(on), F("goal"))), default=F("known_goal")),
        )
        .exclude(stood=None)
    )


def measures_there(rows: QuerySet[Measure], on: date) -> QuerySet[Measure]:
    """Those of `rows` that stood in the text in force on day `on`, or in the last one, each with `stood`, its state
    then, and `due`, the due day that held.

    A version brings new measures in on the day it is adopted; what came later than a version that was adopted after
    the day came with it or with a later one.
    """
    adopted = rows.filter(plan__published_on__lte=on).annotate(stood=state_on(on))
    if on >= timezone.localdate():
        return adopted.filter(dropped_on=None).annotate(due=Coalesce("due_on", "plan__due_on"))
    own = Measure.history.filter(id=OuterRef("pk"))
    begun = own.order_by("history_date", "history_id").annotate(day=TruncDate("history_date")).values("day")[:1]
    dropped = as_of(Measure, on).filter(id=OuterRef("pk"), dropped_on__isnull=False)
    later = Version.objects.filter(plan=OuterRef("plan"), state=VersionState.ADOPTED, adopted_on__gt=on)
    came = later.filter(adopted_on__lte=OuterRef("begun"))
    kept = adopted.annotate(begun=Subquery(begun, output_field=DateField()))
    kept = kept.exclude(Exists(dropped.order_by())).exclude(Exists(came.order_by()))
    own_day = Coalesce(_day_moved(on, measure=OuterRef("pk")), F("due_on"))
    plan_day = Coalesce(_day_moved(on, plan=OuterRef("plan"), measure=None), F("plan__due_on"))
    return kept.annotate(due=Coalesce(own_day, plan_day))


def with_progress(rows: QuerySet[Plan], on: date) -> QuerySet[Plan]:
    """`rows` (`plans_there`), each with how many measures it had on day `on` (`total`), how many of them `done` (R26),
    and `last`, the day of the last report by then."""
    own = measures_there(Measure.objects.filter(plan=OuterRef("pk")), on).order_by().values("plan")
    of_draft = as_of(Measure, on).filter(plan=OuterRef("pk"), dropped_on=None).order_by().values("plan")
    told = Update.objects.filter(measure__plan=OuterRef("pk"), on__lte=on).order_by().values("measure__plan")
    done = own.filter(stood=ReportedState.DONE)
    written = Case(When(published_on__lte=on, then=_counted(own)), default=_counted(of_draft))
    return rows.annotate(
        total=Coalesce(written, 0),
        done=Coalesce(_counted(done), 0),
        last=Subquery(told.annotate(last=Max("on")).values("last")),
    )


def plans_as_told(rows: Iterable[Plan], on: date) -> list[Plan]:
    """`rows` (`plans_there`, with their organisation) with the values and the names of day `on`, never to be saved: no
    query for today, else one."""
    found = list(rows)
    if on < timezone.localdate():
        names = names_on([plan.organisation for plan in found], on)
        for plan in found:
            plan.state, plan.due_on, plan.goal = plan.stood, plan.due, plan.aim
            plan.outcome = plan.outcome if plan.state == PlanState.ENDED else ""
            plan.organisation.name = names[plan.organisation_id]
    return found


def measures_as_told(rows: Iterable[Measure], on: date) -> list[Measure]:
    """`rows` (`measures_there`, with plan and organisation) with the values, the words and the names of day `on`, never
    to be saved: no query for today, else two."""
    found = list(rows)
    if on < timezone.localdate():
        names = names_on([one.plan.organisation for one in found], on)
        versions = versions_on({one.plan_id for one in found}, on)
        texts = {key: {one.number: one for one in restored(row.content).measures} for key, row in versions.items()}
        for one in found:
            said = texts.get(one.plan_id, {}).get(one.number, one)
            one.state, one.text, one.person = one.stood, said.text, said.person
            one.plan.organisation.name = names[one.plan.organisation_id]
    return found


def _counted(rows):
    return Subquery(rows.annotate(count=Count("pk")).values("count"))


def _goal(on):
    rows = Version.objects.filter(plan=OuterRef("pk"), state=VersionState.ADOPTED, adopted_on__lte=on)
    return Subquery(rows.order_by("-number").values("goal")[:1])


def _day_moved(on, **whose):
    """The due day that held on day `on` of what was moved afterwards."""
    moves = DueMove.objects.filter(state=MoveState.GRANTED, decided_on__gt=on, **whose)
    return Subquery(moves.order_by("decided_on", "pk").values("old_day")[:1])
