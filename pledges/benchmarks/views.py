"""Benchmarks as a list, and the page of one."""

from django.shortcuts import render
from django.utils.translation import gettext as _

from branches.as_of import call_as_on
from core.choices import READERS
from core.web.access import page
from core.web.dated import DatedList
from core.web.day import past_bar
from pledges.benchmarks.fetching import benchmark_of, crumbs_on
from pledges.benchmarks.list import BenchmarkFilter, BenchmarkList
from pledges.benchmarks.page import BenchmarkPage
from pledges.models import Benchmark
from pledges.queries.benchmarks.timeline import of_benchmark
from ratings.query import board_query


@page(*READERS)
def benchmarks(request):
    """Every benchmark within the scope, begun by the day that is asked about; today those ahead as well."""
    return _benchmarks(request).page("pledges/benchmarks/benchmarks.html", [(_("Benchmarks"), None)])


@page(*READERS)
def benchmarks_sheet(request):
    """The benchmarks on screen, all pages of them, as a workbook; a day that is none is told by the page."""
    return _benchmarks(request).workbook(_("Benchmarks")) or benchmarks(request)


@page(*READERS)
def benchmark(request, number):
    """One benchmark on a day: whether it counts, its items, what is to be done about it."""
    found, query = benchmark_of(request, number), board_query(request.GET, ahead=False)
    call_as_on([found.follower, found.followed], query.on)
    shown = BenchmarkPage(found, request.scope, query)
    context = {
        "benchmark": found,
        "query": query,
        "page": shown,
        "timeline": of_benchmark(found, query.on),
        "crumbs": crumbs_on(query, found, shown.state.own_called),
        **past_bar(request, query),
    }
    return render(request, "pledges/benchmarks/benchmark.html", context, status=query.status)


def _benchmarks(request):
    query = board_query(request.GET, ahead=False)
    return DatedList(request, query, request.scope.of(Benchmark).known_on(query.on), BenchmarkFilter, BenchmarkList)
