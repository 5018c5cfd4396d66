"""A benchmark within the scope of who asks, who writes it, and the way down to it."""

from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils.translation import gettext as _

from core.scope import Scope
from pledges.lifecycles.benchmarks import WRITERS
from pledges.models import Benchmark


def benchmark_of(request, number) -> Benchmark:
    """The benchmark of that number with both branches. Raises: Http404 outside the scope."""
    return request.scope.get(request.scope.of(Benchmark).with_people(), pk=number)


def written_by(request, number) -> Benchmark:
    """The same for who writes it. Raises: PermissionDenied for the followed side, which only reads."""
    found = benchmark_of(request, number)
    if not is_writer(request.scope, found):
        raise PermissionDenied
    return found


def is_writer(scope: Scope, benchmark: Benchmark) -> bool:
    """Whether the person is on the follower's side."""
    return scope.covers(benchmark.follower.path, *WRITERS)


def crumbs(benchmark, *further) -> list:
    """The way to what is done about it today: all benchmarks, the follower, the benchmark, `further` labels."""
    way = [(_("Benchmarks"), reverse("pledges:benchmarks")), (benchmark.follower.name, None)]
    return [*way, (str(benchmark), benchmark.get_absolute_url()), *((one, None) for one in further)]


def crumbs_on(query, benchmark, follower: str) -> list:
    """The way to its page on the day of `query`, when the `follower` was called so."""
    return [(_("Benchmarks"), reverse("pledges:benchmarks") + query.string), (follower, None), (str(benchmark), None)]
