"""What every verb about benchmarks does: both branches held, what the rule looks at, what the log says."""

from django.utils import timezone

from branches import tree
from core.log.acts import about
from pledges.actions.benchmarks import checks
from pledges.models import Benchmark
from pledges.queries.benchmarks.followings import Followings
from pledges.rules.benchmarks import BenchmarkFacts
from ratings.queries.board import campaigns, chosen


def hold(benchmark: Benchmark) -> None:
    """Until the transaction ends nobody closes or moves either branch, nor ends the benchmark. Raises: ValidationError
    when it has ended, or one of them is closed."""
    tree.lock([benchmark.follower, benchmark.followed])
    today = timezone.localdate()
    benchmark.ends_on = Benchmark.objects.select_for_update().get(pk=benchmark.pk).ends_on
    checks.check_unended(benchmark, today)
    checks.check_branches(benchmark, today)


def following_of(benchmarks) -> Followings:
    """The Followings of `benchmarks` in the campaign on show."""
    return Followings(chosen(campaigns(), timezone.localdate()), benchmarks)


def facts_of(benchmark: Benchmark) -> BenchmarkFacts:
    """What the rule looks at today."""
    return following_of([benchmark]).facts(benchmark, timezone.localdate())


def tell(benchmark: Benchmark) -> None:
    """Say in the log that this is about `benchmark`."""
    about(benchmark, benchmark=benchmark.pk, organisation=benchmark.follower.code)
