"""With an organisation ends what it set out to do, on its closing day; where that stood is kept for a later taking back
(R28)."""

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

    What began after the closing day, which was entered later, ends on the day it began: it never was in force. The
    cover follows the standings; whether a benchmark counts is computed.
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
    rows = Twinning.objects.filter(_either("helped", "helper", closed_on)).exclude(state=TwinningState.ENDED)
    twinnings = list(rows.order_by("pk"))
    for one in twinnings:
        day = _first(closed_on, one.helped_id, one.helper_id, one.ends_on)
        one.state_before, one.ended_before, one.state = one.state, one.ends_on, TwinningState.ENDED
        one.ends_on = _end(day, one.starts_on)
    _write(Twinning, twinnings, ["state", "state_before", "ended_before", "ends_on"])


def _end_benchmarks(closed_on):
    rows = Benchmark.objects.filter(_either("follower", "followed", closed_on))
    held = [one for one in rows.order_by("pk") if one.ends_on is None or one.ends_on > _day(closed_on, one)]
    for one in held:
        one.ended_before, one.ends_on = one.ends_on, _end(_day(closed_on, one), one.starts_on)
    _write(Benchmark, held, ["ended_before", "ends_on"])


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


def _day(closed_on, benchmark):
    return _first(closed_on, benchmark.follower_id, benchmark.followed_id)


def _first(closed_on, one, other, *days) -> date:
    """The first of the closing days of two organisations and `days`."""
    return min(filter(None, (closed_on.get(one), closed_on.get(other), *days)))


def _end(day, begun) -> date:
    """`day`, or when it lies before the beginning, that."""
    return max(filter(None, (day, begun)))


def _write(model, rows, fields):
    history.update(model, rows, fields, by=None, reason=_("Closed with its organisation."))
