"""What happened to a benchmark, and to all those of a branch, read from their history."""

from collections.abc import Iterator
from datetime import date
from itertools import groupby

from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from branches.as_of import call_as_on
from branches.models import Organisation
from core.phrases import listed
from core.timeline import ToldEvent, author, in_order, signed, since, taken_over
from pledges.choices import ExceptionState
from pledges.models import Benchmark, BenchmarkItem

EXCEPTIONS = {
    ExceptionState.ASKED: gettext_lazy("Benchmark %(followed)s: an exception was asked for."),
    ExceptionState.RETURNED: gettext_lazy("Benchmark %(followed)s: the exception was sent back."),
    ExceptionState.APPROVED: gettext_lazy("Benchmark %(followed)s: the exception was approved."),
}


def of_benchmark(benchmark: Benchmark, on: date) -> list[ToldEvent]:
    """The ToldEvents of `benchmark` and of who wrote its items by day `on`, newest first: two queries, of a day gone by
    three."""
    told = [*_told(signed(benchmark.history.all()), on), *_written(benchmark)]
    return in_order(event for event in told if event.day <= on)


def last_return(benchmark: Benchmark, on: date) -> ToldEvent | None:
    """Who last sent the exception of `benchmark` back by day `on`, when and why; None when nobody did. One query."""
    former, found = "", None
    for row in signed(benchmark.history.all()):
        is_new, former = row.state == ExceptionState.RETURNED != former, row.state
        if is_new and timezone.localdate(row.history_date) <= on:
            found = ToldEvent(row.history_date, author(row.history_user), "", row.reason)
    return found


def _written(benchmark) -> Iterator[ToldEvent]:
    """Who wrote which items on each day, told with the last of them."""
    rows = BenchmarkItem.history.filter(benchmark=benchmark).select_related("history_user")
    kept = rows.order_by("history_date", "history_id")
    for _press, group in groupby(kept, lambda row: (row.history_user_id, timezone.localdate(row.history_date))):
        found = list(group)
        items = listed(dict.fromkeys(row.item for row in found))
        yield ToldEvent(found[-1].history_date, author(found[-1].history_user), _("Items written: %s.") % items)


def of_organisation(organisation: Organisation, on: date) -> list[ToldEvent]:
    """What was done about the benchmarks of `organisation`, followed or following, by day `on`, in no order: one
    query, of a day gone by two."""
    rows = Benchmark.history.filter(Q(follower=organisation) | Q(followed=organisation))
    return [event for event in _told(signed(rows), on) if event.day <= on]


def _told(rows, on) -> Iterator[ToldEvent]:
    """Each beginning, end and decision about an exception among `rows` of history, with the names of day `on`."""
    found, former = list(rows.select_related("history_user", "follower", "followed")), {}
    call_as_on([one for row in found for one in (row.follower, row.followed)], on)
    for row in found:
        yield from _changes(row, former.get(row.id))
        former[row.id] = row


def _changes(row, before):
    who, names = author(row.history_user), {"follower": row.follower.name, "followed": row.followed.name}
    if before is None and row.state not in (ExceptionState.ASKED, ExceptionState.RETURNED):
        day = row.starts_on if row.starts_on <= row.history_date.date() else None
        told = {**names, "day": date_format(row.starts_on)}
        yield ToldEvent(
            since(row, day), who, _("%(follower)s follows %(followed)s from %(day)s on.") % told, taken_over(row)
        )
    if row.state in EXCEPTIONS and row.state != getattr(before, "state", None):
        reason = {ExceptionState.ASKED: row.exception_reason, ExceptionState.RETURNED: row.reason}
        moment = since(row, row.approved_on)
        why = reason.get(row.state) or taken_over(row)
        yield ToldEvent(moment, who, str(EXCEPTIONS[row.state]) % names, why)
    if row.ends_on and row.ends_on != getattr(before, "ends_on", None):
        told = {**names, "day": date_format(row.ends_on)}
        what = _("%(follower)s follows %(followed)s until %(day)s.") % told
        yield ToldEvent(row.history_date, who, what, row.history_change_reason or "")
