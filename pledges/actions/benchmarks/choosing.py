"""A branch chooses whom it follows, and ends it (N07)."""

from django.utils import timezone

from branches import tree
from branches.models import Organisation
from core import history
from core.choices import EventKind
from core.log.acts import logged
from pledges.actions.benchmarks import checks
from pledges.actions.benchmarks.common import following_of, tell
from pledges.choices import ExceptionState
from pledges.models import Benchmark


@logged("choose_benchmark", EventKind.WRITE)
def choose(
    *, follower: Organisation, followed: Organisation, exception_reason: str = "", replaces: bool = False, by
) -> Benchmark:
    """From today on `follower` follows `followed`; with a reason an exception is asked for, until whose approval it
    does not count (R35). `replaces`: what it follows so far on the same side (own unit or not) ends today. Returns the
    Benchmark.

    Raises: ValidationError for itself, a closed branch, one that stands too low, one that it follows already, another
    one of the same side that is not replaced; a reason that is missing, or not needed.
    """
    today = timezone.localdate()
    tree.lock([follower, followed])
    new = Benchmark(follower=follower, followed=followed, starts_on=today, chosen_by=by)
    checks.check_branches(new, today)
    held = list(Benchmark.objects.filter(follower=follower).unended_on(today).with_people().order_by("pk"))
    following = following_of([new, *held])
    is_excepted = checks.needs_exception(new, following.facts(new, today), today)
    checks.check_reason(exception_reason, needed=is_excepted)
    rivals = checks.same_side(new, held, following, today)
    checks.check_held(new, held, rivals, replaces=replaces)
    for one in rivals:
        end(benchmark=one, by=by)
    new.exception_reason = exception_reason.strip()
    new.state = ExceptionState.ASKED if is_excepted else ExceptionState.NONE
    new.full_clean()
    history.save(new, by=by)
    tell(new)
    return new


@logged("end_benchmark", EventKind.WRITE)
def end(*, benchmark: Benchmark, by) -> None:
    """Today it ends; one that lies ahead never begins. Raises: ValidationError when it has ended already."""
    today = timezone.localdate()
    fresh = Benchmark.objects.select_for_update().get(pk=benchmark.pk)
    checks.check_unended(fresh, today)
    fresh.ends_on = max(today, fresh.starts_on)
    history.save(fresh, by=by, fields=["ends_on"])
    benchmark.ends_on = fresh.ends_on
    tell(benchmark)
