"""What benchmarks ask: another one where the followed branch fell or was closed, exceptions approved and corrected
(R35). A to-do that names several leads to the list of just these."""

from collections import defaultdict
from collections.abc import Callable

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from branches.models import Organisation
from core.choices import Role
from core.scope import Scope
from core.todos import Todo, Waiting, gathered, rule
from pledges.addresses import benchmark_address, benchmark_decision_address, benchmark_new_address, listed
from pledges.choices import BenchmarkWaits, ExceptionState
from pledges.models import Benchmark
from pledges.queries.benchmarks.on_day import BenchmarkOnDay, pending, states
from pledges.steps import maker_at
from ratings.choices import Tier
from ratings.queries.board import on_show
from ratings.queries.census import counted_kinds
from ratings.queries.cohort import standings_on


def to_approve(place: Organisation, scope: Scope) -> list[BenchmarkOnDay]:
    """Benchmarks of branches at `place` or below it of which an exception is asked for, and would make them count."""
    return _pending(ExceptionState.ASKED, place, scope)


def sent_back(place: Organisation, scope: Scope) -> list[BenchmarkOnDay]:
    """Benchmarks of branches at `place` or below it of which the exception came back, and would make them count."""
    return _pending(ExceptionState.RETURNED, place, scope)


def lost(place: Organisation, scope: Scope) -> list[BenchmarkOnDay]:
    """The last benchmark of each ordinary branch at `place` or below it that owes one (R11, R25), where the followed
    branch fell or was closed, and none counts, or waits for an exception: six queries, once a request."""
    return scope.once(("lost", place.pk), lambda: _lost(place, scope))


def _lost(place, scope):
    today, campaign = timezone.localdate(), on_show(scope)
    if campaign is None:
        return []
    branches = scope.below(Organisation, place).filter(kind__in=counted_kinds(campaign)).open_on(today)
    ordinary = standings_on(campaign, today, branches.order_by().values("pk")).filter(tier=Tier.ORDINARY)
    rows = scope.of(Benchmark).filter(follower__in=ordinary.values("organisation"), starts_on__lte=today)
    found = defaultdict(list)
    for one in states(campaign, rows.with_people().order_by("follower__code", "starts_on", "pk"), today):
        found[one.benchmark.follower_id].append(one)
    return [one for held in found.values() if (one := _last_lost(held))]


def _last_lost(held):
    """The last of the benchmarks `held` by a branch that was lost; None where another one counts or waits."""
    if any(one.lapse is None or one.is_pending for one in held):
        return None
    return next((one for one in reversed(held) if one.is_lost), None)


def _pending(state, place, scope):
    return pending(on_show(scope), scope.below(Benchmark, place), timezone.localdate(), state)


def _keys(found):
    return [one.benchmark.pk for one in found]


WAITING: dict[BenchmarkWaits, Callable[[Organisation, Scope], list[int]]] = {
    BenchmarkWaits.EXCEPTION: lambda place, scope: _keys(to_approve(place, scope)),
    BenchmarkWaits.RETURNED: lambda place, scope: _keys(sent_back(place, scope)),
    BenchmarkWaits.ANOTHER: lambda place, scope: _keys(lost(place, scope)),
}


@rule(Role.UNIT)
@rule(Role.BRANCH)
def choose_another(place, scope):
    """The branch that was followed fell, went elsewhere or was closed: another one is to be chosen (R35)."""
    for one in lost(place, scope):
        if one.benchmark.follower_id == place.pk:
            yield Todo(
                _("Benchmark: choose another one. %(why)s") % {"why": one.why_not},
                maker_at(place),
                benchmark_new_address(place.code),
                pgettext("benchmark", "Choose"),
                rule="R35",
                page=benchmark_address(one.benchmark.pk),
            )


@rule(Role.UNIT)
def branches_to_choose_another(unit, scope):
    """Branches of the unit whose benchmark does not count any more: their secretaries choose another one."""
    found = [one for one in lost(unit, scope) if one.benchmark.follower_id != unit.pk]
    yield from gathered(
        (Waiting(one.benchmark.follower.name, (one.benchmark.pk,), note=one.why_not) for one in found),
        lambda count: ngettext(
            "%(count)d branch is to choose another benchmark.",
            "%(count)d branches are to choose another benchmark.",
            count,
        ),
        who=Role.BRANCH,
        action=pgettext("step", "Open"),
        rule="R35",
        url=listed("benchmarks", unit=unit.code, waits=BenchmarkWaits.ANOTHER),
        address=benchmark_address,
    )


@rule(Role.UNIT)
@rule(Role.BRANCH)
def returned(place, scope):
    """An exception came back with a reason: it is corrected and asked for again, or another branch is followed."""
    for one in (state.benchmark for state in sent_back(place, scope) if state.benchmark.follower_id == place.pk):
        yield Todo(
            _("Benchmark: the exception came back, correct it and ask again."),
            maker_at(place),
            benchmark_decision_address(one.pk, "ask"),
            _("Correct it"),
            rule="R35",
            notes=(one.reason,),
            page=benchmark_address(one.pk),
        )


@rule(Role.DEPARTMENT)
def exceptions(university, scope):
    """Exceptions that are asked for."""
    found = (one.benchmark for one in to_approve(university, scope))
    yield from gathered(
        (Waiting(one.follower.name, (one.pk,)) for one in found),
        lambda count: ngettext(
            "%(count)d exception for a benchmark waits for approval.",
            "%(count)d exceptions for benchmarks wait for approval.",
            count,
        ),
        who=Role.DEPARTMENT,
        action=pgettext("exception", "Decide"),
        rule="R35",
        url=listed("benchmarks", unit=university.code, waits=BenchmarkWaits.EXCEPTION),
        address=benchmark_address,
    )
