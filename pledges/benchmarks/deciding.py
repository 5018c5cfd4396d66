"""What is decided about a benchmark: its exception is asked for, approved, sent back; it ends."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.choices import Role
from core.web.access import page
from core.workflow import asking
from core.workflow.decisions import Decision
from core.workflow.forms import ReturnForm
from pledges.actions import benchmarks as actions
from pledges.actions.benchmarks.checks import check_unended
from pledges.benchmarks.fetching import benchmark_of, crumbs
from pledges.benchmarks.form import ExceptionForm
from pledges.lifecycles.benchmarks import EXCEPTION, WRITERS
from pledges.queries.benchmarks.on_day import states
from ratings.query import board_query

ROLES = (Role.DEPARTMENT, *WRITERS)


@dataclass(frozen=True)
class BenchmarkVerb:
    """What a verb asks, does and says afterwards; `form` None: nothing is asked but whether."""

    label: object
    act: Callable
    said: object
    explanation: object
    form: type | None = None


VERBS = {
    "ask": BenchmarkVerb(
        EXCEPTION["ask"].label,
        actions.ask,
        _("The exception is asked for; it counts once the organisation department has approved it."),
        _("The organisation department reads the reason; until it approves, the benchmark does not count (R35)."),
        ExceptionForm,
    ),
    "return": BenchmarkVerb(
        EXCEPTION["return"].label,
        actions.return_,
        _("The exception is sent back with the reason."),
        _("The reason stands on top of the benchmark; the branch corrects and asks again, or chooses another one."),
        ReturnForm,
    ),
    "approve": BenchmarkVerb(
        EXCEPTION["approve"].label,
        actions.approve,
        _("The exception is approved: the benchmark counts from today on."),
        _("From today on it counts as the branch's benchmark (R35)."),
    ),
    "end": BenchmarkVerb(
        _("End it"),
        actions.end,
        _("It ends today; what was written stays readable."),
        _("From today on it counts no more. It cannot be taken back; what was written stays readable."),
    ),
}


@page(*ROLES, post=True)
def decide(request, number, verb):
    """Carry out one verb; a GET asks first."""
    benchmark = benchmark_of(request, number)
    if verb not in VERBS:
        raise Http404
    if request.scope.roles_at(benchmark.follower).isdisjoint(_roles_of(verb)):
        raise PermissionDenied
    found, back = VERBS[verb], benchmark.get_absolute_url()
    decision = Decision(str(found.label), back, _form(request, found, benchmark), _refusal(request, benchmark, verb))
    carry_out = partial(found.act, benchmark=benchmark, by=request.user)
    done = asking.answered(request, decision, EXCEPTION, benchmark, carry_out, str(found.said))
    return done or _show(request, benchmark, decision, found)


def _roles_of(verb):
    return {one.role for one in EXCEPTION.transitions if one.name == verb} or WRITERS


def _refusal(request, benchmark, verb):
    """Why it cannot be done, in a sentence; "" when it can."""
    try:
        check_unended(benchmark, timezone.localdate())
    except ValidationError as ended:
        return " ".join(ended.messages)
    return "" if verb == "end" else asking.refusal(request, EXCEPTION, benchmark, EXCEPTION[verb])


def _form(request, verb, benchmark):
    known = {"exception_reason": benchmark.exception_reason}
    return verb.form(request.POST or None, initial=known) if verb.form else None


def _show(request, benchmark, decision, verb):
    query = board_query({})
    context = {
        "benchmark": benchmark,
        "state": states(query.campaign, [benchmark], query.on)[0],
        "decision": decision,
        "explanation": verb.explanation,
        "crumbs": crumbs(benchmark, decision.label),
    }
    return render(request, "pledges/benchmarks/decide.html", context)
