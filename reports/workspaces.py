"""Where a secretary works: the page of a base organisation and the page of a branch."""

from django.shortcuts import render

from branches import past
from branches.choices import BASE_KINDS, BRANCH_KINDS
from branches.models import Organisation
from core.choices import READERS, Role
from core.pages import page
from reports import unit_facts
from reports.asked import asked, past_bar
from reports.branch_facts import cohorts, next_step, started
from reports.path_drawing import drawing
from reports.place_facts import closing, paths, posts, rounds_of, standing
from reports.timeline import of_organisation

FOLLOWERS = (Role.DEPARTMENT, Role.VIEWER, Role.UNIT)
OVERSEERS = (Role.DEPARTMENT, Role.VIEWER)


@page(*FOLLOWERS)
def unit(request, code):
    """A base organisation on a day: what it must do, its figures, its branches by tier."""
    rows = request.scope.of(Organisation, role=FOLLOWERS).select_related("successor")
    shown = request.scope.get(rows, role=FOLLOWERS, code=code, kind__in=BASE_KINDS)
    question = asked(request.GET)
    rounds = rounds_of(question.campaign, question.on)
    figures = unit_facts.figures(question, shown)
    targets = figures["board"].targets if figures else []
    groups, closed = unit_facts.branches(shown, question, rounds, targets)
    context = {
        "unit": shown,
        "tiers": groups,
        "closed": closed,
        "moved": unit_facts.moved_away(shown, question.campaign, rounds, question.on),
        "tasks": [] if question.as_of else unit_facts.tasks(shown),
        "rounds": rounds,
        "rates": request.scope.covers(shown.path, Role.UNIT),
        **figures,
        **_place(request, shown, question, rounds),
    }
    context["crumbs"] = _crumbs(request, (shown.name, None))
    return render(request, "reports/workspaces/unit.html", context, status=question.status)


@page(*READERS)
def branch(request, code):
    """A branch on a day: where it stands, how it came there, everything that happened to it."""
    rows = request.scope.of(Organisation).select_related("successor")
    shown = request.scope.get(rows, role=READERS, code=code, kind__in=BRANCH_KINDS)
    question = asked(request.GET)
    found = cohorts(shown, question.campaign, question.on)
    context = {
        "branch": shown,
        "unit": past.unit_on(shown, question.on),
        "started": started(shown, question.campaign),
        "cohorts": found,
        "next_step": next_step([(one.target, one.entry) for one in found], question.on),
        "may_ask": request.scope.has(*FOLLOWERS),
        "timeline": of_organisation(shown, question.on),
        **_place(request, shown, question, rounds_of(question.campaign, question.on)),
    }
    context["crumbs"] = _crumbs(request, *_unit_crumb(request, shown, context["unit"]), (shown.name, None))
    return render(request, "reports/workspaces/branch.html", context, status=question.status)


def _place(request, organisation, question, rounds):
    """What both pages tell about their organisation."""
    path = paths([organisation], rounds)[organisation.pk]
    return {
        "asked": question,
        "path": path,
        "standing": standing(path),
        "drawing": drawing(path),
        "post": posts([organisation], question.on)[organisation.pk],
        "closing": closing(organisation, request.scope, question.on),
        **past_bar(request, question),
    }


def _crumbs(request, *further):
    """From the university down, as far as the person may see."""
    university = request.scope.of(Organisation, role=OVERSEERS).filter(depth=1).first()
    trail = [*([(university.name, university.get_absolute_url())] if university else []), *further]
    return trail if len(trail) > 1 else []


def _unit_crumb(request, organisation, unit):
    may_open = unit.pk != organisation.pk and request.scope.covers(unit.path, *FOLLOWERS)
    return [(unit.name, unit.get_absolute_url())] if may_open else []
