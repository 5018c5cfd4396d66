"""With an organisation ends what it set out to do, on its closing day; where that stood `branches` keeps for a later
taking back (R28)."""

from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from branches.models import Organisation
from core import history
from pledges.choices import EntryState, PlanState, TwinningState
from pledges.models import Benchmark, Plan, ShowcaseEntry, Twinning


@transaction.atomic
def follow_closings(*, organisations, **_signal) -> None:
    """Receiver of `branches.signals.closed`: end what `organisations` (primary keys) have not ended yet.

    What began after the closing day, which was entered later, ends on the day it began: it never was in force. Of two
    closings the earlier one counts, in whatever order they were entered. The cover follows the standings; whether a
    benchmark counts is computed.
    """
    closed_on = dict(Organisation.objects.filter(pk__in=organisations).order_by().values_list("pk", "closed_on"))
    _end_plans(closed_on)
    _end_twinnings(closed_on)
    _end_benchmarks(closed_on)
    _take_off(closed_on)


def _end_plans(closed_on):
    plans = list(Plan.objects.filter(organisation__in=closed_on).exclude(state=PlanState.ENDED).order_by("pk"))
    for plan in plans:
        plan.state_before, plan.state = plan.state, PlanState.ENDED
        plan.ended_on = _end(closed_on[plan.organisation_id], plan.published_on)
    _write(Plan, plans, ["state", "state_before", "ended_on"])


def _end_twinnings(closed_on):
    came_to_nothing = Q(state=TwinningState.ENDED, agreed_on=None)
    rows = Twinning.objects.filter(_either("helped", "helper", closed_on)).exclude(came_to_nothing).with_people()
    running = [one for one in rows.order_by("pk") if _runs_on(one, closed_on)]
    for one in running:
        if one.state != TwinningState.ENDED:
            one.state_before, one.state = one.state, TwinningState.ENDED
        _shorten(one, closed_on, one.helped, one.helper)
    _write(Twinning, running, ["state", "state_before", "ends_on"])


def _end_benchmarks(closed_on):
    rows = Benchmark.objects.filter(_either("follower", "followed", closed_on)).select_related("follower", "followed")
    held = [one for one in rows.order_by("pk") if _lasts(one, _first(closed_on, one.follower, one.followed))]
    for one in held:
        _shorten(one, closed_on, one.follower, one.followed)
    _write(Benchmark, held, ["ends_on"])


def _take_off(closed_on):
    rows = ShowcaseEntry.objects.filter(organisation__in=closed_on).exclude(
        state__in=(EntryState.TAKEN_OFF, EntryState.WITHDRAWN)
    )
    entries = list(rows.order_by("pk"))
    for one in entries:
        one.state_before, one.state = one.state, EntryState.WITHDRAWN
        one.withdrawn_on = closed_on[one.organisation_id]
    _write(ShowcaseEntry, entries, ["state", "state_before", "withdrawn_on"])


def _either(one, other, keys):
    return Q(**{f"{one}__in": keys}) | Q(**{f"{other}__in": keys})


def _runs_on(twinning, closed_on):
    """Whether `twinning` is not ended, or ended after the closing."""
    day = _first(closed_on, twinning.helped, twinning.helper)
    return twinning.state != TwinningState.ENDED or _lasts(twinning, day)


def _lasts(row, day):
    """Whether `row` lasts beyond `day`."""
    return row.ends_on is None or row.ends_on > day


def _shorten(row, closed_on, *sides):
    """End `row` with the first closing of its `sides`, where it did not end before."""
    row.ends_on = _end(min(filter(None, (_first(closed_on, *sides), row.ends_on))), row.starts_on)


def _first(closed_on, *sides) -> date:
    """The first of the closing days of `sides`."""
    return min(closed_on[one.pk] for one in sides if one and one.pk in closed_on)


def _end(day, begun) -> date:
    """`day`, or when it lies before the beginning, that."""
    return max(filter(None, (day, begun)))


def _write(model, rows, fields):
    history.update(model, rows, fields, by=None, reason=_("Closed with its organisation."))
