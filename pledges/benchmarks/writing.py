"""A branch chooses whom it follows, and writes the items in which it compares itself."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from branches.choices import BRANCH_KINDS
from branches.models import Organisation
from core.web.access import page
from core.workflow import asking
from pledges.benchmarks.fetching import crumbs, written_by
from pledges.benchmarks.form import ChoiceForm, ItemsForm
from pledges.lifecycles.benchmarks import WRITERS
from pledges.models import Benchmark
from pledges.queries.benchmarks.candidates import candidates, offered
from pledges.queries.benchmarks.on_day import states
from ratings.query import board_query


@page(*WRITERS, post=True)
def new(request, organisation):
    """Choose whom a branch follows from today on."""
    follower = request.scope.get(Organisation, code=organisation, kind__in=BRANCH_KINDS)
    query = board_query({})
    if not follower.is_open_on(query.today):
        return asking.refused(request, follower, _("It is closed: it follows nobody any more."))
    form = _choice(request, follower, query)
    if form.is_valid() and (chosen := form.save(by=request.user)):
        _tell(request, form.candidate)
        return redirect("pledges:benchmark_rows", chosen.pk)
    way = [(follower.name, follower.get_absolute_url()), (_("Choose a benchmark"), None)]
    return render(request, "pledges/benchmarks/new.html", {"form": form, "follower": follower, "crumbs": way})


@page(*WRITERS, post=True)
def rows(request, number):
    """Write the items of a benchmark, and what came of them."""
    benchmark, query = written_by(request, number), board_query({})
    if request.method != "POST" and benchmark.ends_on and benchmark.ends_on <= query.today:
        return asking.refused(request, benchmark, _("It has ended: its items stay as they are."))
    known = offered(benchmark, query.campaign, query.on)
    form = ItemsForm(request.POST or None, benchmark=benchmark, offered=known)
    if form.is_valid() and form.save(by=request.user):
        messages.success(request, _("Saved. The branch that is followed reads it too."))
        return redirect(benchmark)
    context = {"form": form, "benchmark": benchmark, "crumbs": crumbs(benchmark, _("Items"))}
    return render(request, "pledges/benchmarks/rows.html", context)


def _choice(request, follower, query):
    rows = request.scope.of(Benchmark).filter(follower=follower).unended_on(query.today)
    held = states(query.campaign, rows.with_people().order_by("pk"), query.today)
    return ChoiceForm(
        request.POST or None,
        follower=follower,
        own=candidates(follower, query.campaign, query.today, excepted=False),
        others=candidates(follower, query.campaign, query.today, excepted=True),
        scope=request.scope,
        held=[one.benchmark for one in held],
        counting=any(one.lapse is None for one in held),
    )


def _tell(request, candidate):
    """What is done, and what is worth a word."""
    if candidate.excepted:
        messages.success(request, _("The exception is asked for. Meanwhile compare item by item."))
    else:
        messages.success(request, _("It is followed from today on. Now compare item by item."))
    if not candidate.same_category:
        messages.warning(request, _("It is of another category: what is compared may differ in kind."))
