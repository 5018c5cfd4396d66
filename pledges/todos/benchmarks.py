"""What benchmarks ask: another one where the followed branch fell or was closed, exceptions approved and corrected
(R35). A to-do that names several leads to the list of just these."""

from collections import defaultdict
from collections.abc import Callable

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from branches.choices import BRANCH_KINDS
from branches.models import Organisation
from core.choices import Role
from core.scope import Scope, within
from core.todos import Todo, rule
from pledges.addresses import benchmark_address, benchmark_decision_address, benchmark_new_address, listed
from pledges.choices import BenchmarkWaits, ExceptionState
from pledges.models import Benchmark
from pledges.queries.benchmarks.on_day import BenchmarkOnDay, states
from pledges.steps import maker_at
from pledges.todos.gather import Waiting, gathered
from ratings.choices import Tier
from ratings.queries.board import campaigns, chosen
from ratings.queries.cohort import standings_on


def to_approve(place: Organisation, scope: Scope) -> QuerySet[Benchmark]:
    """Benchmarks of branches at `place` or below it of which an exception is asked for."""
    return _held(place, scope).filter(state=ExceptionState.ASKED)


def sent_back(place: Organisation, scope: Scope) -> QuerySet[Benchmark]:
    """Benchmarks of branches at `place` or below it of which the exception came back."""
    return _held(place, scope).filter(state=ExceptionState.RETURNED)


def lost(place: Organisation, scope: Scope) -> list[BenchmarkOnDay]:
    """The last benchmark of each ordinary branch at `place` or below it, where the followed branch fell or was closed,
    and none counts, or waits for an exception: six queries."""
    today = timezone.localdate()
    campaign = chosen(campaigns(), today)
    branches = scope.of(Organisation).filter(within("", place.path), kind__in=BRANCH_KINDS).open_on(today)
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


def _held(place, scope):
    return scope.of(Benchmark).filter(within("follower", place.path)).unended_on(timezone.localdate())


WAITING: dict[BenchmarkWaits, Callable[[Organisation, Scope], list[int]]] = {
    BenchmarkWaits.EXCEPTION: lambda place, scope: list(to_approve(place, scope).values_list("pk", flat=True)),
    BenchmarkWaits.RETURNED: lambda place, scope: list(sent_back(place, scope).values_list("pk", flat=True)),
    BenchmarkWaits.ANOTHER: lambda place, scope: [one.benchmark.pk for one in lost(place, scope)],
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
    rows = sent_back(place, scope).filter(follower=place).order_by("pk")
    for pk, reason in rows.values_list("pk", "reason"):
        yield Todo(
            _("Benchmark: the exception came back, correct it and ask again."),
            maker_at(place),
            benchmark_decision_address(pk, "ask"),
            _("Correct it"),
            rule="R35",
            notes=(reason,),
            page=benchmark_address(pk),
        )


@rule(Role.DEPARTMENT)
def exceptions(university, scope):
    """Exceptions that are asked for."""
    rows = to_approve(university, scope).order_by("pk")
    yield from gathered(
        (Waiting(name, (pk,)) for name, pk in rows.values_list("follower__name", "pk")),
        lambda count: ngettext(
            "%(count)d exception for a benchmark waits for approval.",
            "%(count)d exceptions for benchmarks wait for approval.",
            count,
        ),
        who=Role.DEPARTMENT,
        action=_("Decide"),
        rule="R35",
        url=listed("benchmarks", unit=university.code, waits=BenchmarkWaits.EXCEPTION),
        address=benchmark_address,
    )
