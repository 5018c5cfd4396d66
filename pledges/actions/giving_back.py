"""What ended with an organisation goes on when its closing is taken back (R28), unless its place was filled since."""

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from pledges.actions.benchmarks.checks import same_side
from pledges.actions.benchmarks.common import following_of
from pledges.actions.twinning.checks import check_overlap
from pledges.models import Benchmark, Twinning


def filled_since(*, rows, **_signal) -> dict:
    """Receiver of `branches.signals.giving_back`: the benchmarks beside which their branch follows another one since,
    and the twinnings of a pair that has another one for the same days."""
    barred = {}
    for row in rows:
        if isinstance(row, Benchmark) and _is_replaced(row):
            barred[Benchmark, row.pk] = _("another benchmark was chosen since")
        if isinstance(row, Twinning) and _is_taken(row):
            barred[Twinning, row.pk] = _("the two have another twinning for these days since")
    return barred


def _is_replaced(benchmark):
    today = timezone.localdate()
    if benchmark.ends_on and benchmark.ends_on <= today:
        return False
    others = Benchmark.objects.filter(follower=benchmark.follower_id).exclude(pk=benchmark.pk)
    held = list(others.unended_on(today).with_people())
    return bool(held and same_side(benchmark, held, following_of([benchmark, *held]), today))


def _is_taken(twinning):
    if twinning.came_to_nothing:
        return False
    try:
        check_overlap(twinning)
    except ValidationError:
        return True
    return False
