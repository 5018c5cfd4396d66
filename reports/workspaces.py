"""Where a secretary works: the page of a base organisation and the page of a branch."""

from django.shortcuts import render
from django.utils.translation import gettext as _

from branches import as_of
from branches.choices import BASE_KINDS, BRANCH_KINDS
from branches.models import Organisation
from core.choices import READERS, Role
from core.web.access import page
from core.workbooks.export import table_response
from ratings.board import targets_of
from reports import unit_facts
from reports.asked import asked, past_bar
from reports.branch_facts import cohorts, next_step, started
from reports.names import name_then
from reports.path_drawing import drawing
from reports.place_facts import closing, paths, posts, rounds_of, standing
from reports.timeline import of_organisation
from reports.unit_sheet import headings, sheet_rows

FOLLOWERS = (Role.DEPARTMENT, Role.VIEWER, Role.UNIT)
OVERSEERS = (Role.DEPARTMENT, Role.VIEWER)


@page(*FOLLOWERS)
def unit(request, code):
    """A base organisation on a day: what it must do, its figures, its branches by tier."""
    shown, question = _unit(request, code), asked(request.GET)
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
    context["crumbs"] = _crumbs(request, question, (context["called"], None))
    return render(request, "reports/workspaces/unit.html", context, status=question.status)


@page(*FOLLOWERS)
def unit_sheet(request, code):
    """A unit's branches by tier on a day, as a workbook."""
    shown, question = _unit(request, code), asked(request.GET)
    rounds = rounds_of(question.campaign, question.on)
    targets = targets_of(question.campaign) if question.campaign else []
    groups, _closed = unit_facts.branches(shown, question, rounds, targets)
    name = f"{_('Branches')} {shown.code} {question.on.isoformat()}"
    return table_response(request, name, headings(rounds), sheet_rows(groups))


@page(*READERS)
def branch(request, code):
    """A branch on a day: where it stands, how it came there, everything that happened to it."""
    rows = request.scope.of(Organisation).select_related("successor")
    shown = request.scope.get(rows, role=READERS, code=code, kind__in=BRANCH_KINDS)
    question = asked(request.GET)
    found = cohorts(shown, question.campaign, question.on)
    unit = as_of.unit_on(shown, question.on)
    unit_called = name_then(unit, question)
    context = {
        "branch": shown,
        "unit": unit,
        "unit_called": unit_called,
        "started": started(shown, question.campaign),
        "cohorts": found,
        "next_step": next_step([(one.target, one.entry) for one in found], question.on),
        "may_ask": request.scope.has(*FOLLOWERS),
        "timeline": of_organisation(shown, question.on),
        **_place(request, shown, question, rounds_of(question.campaign, question.on)),
    }
    crumb = _unit_crumb(request, shown, unit, unit_called)
    context["crumbs"] = _crumbs(request, question, *crumb, (context["called"], None))
    return render(request, "reports/workspaces/branch.html", context, status=question.status)


def _unit(request, code):
    rows = request.scope.of(Organisation, role=FOLLOWERS).select_related("successor")
    return request.scope.get(rows, role=FOLLOWERS, code=code, kind__in=BASE_KINDS)


def _place(request, organisation, question, rounds):
    """What both pages tell about their organisation."""
    path = paths([organisation], rounds)[organisation.pk]
    return {
        "asked": question,
        "called": name_then(organisation, question),
        "path": path,
        "standing": standing(path),
        "drawing": drawing(path),
        "post": posts([organisation], question.on)[organisation.pk],
        "closing": closing(organisation, request.scope, question.on),
        **past_bar(request, question),
    }


def _crumbs(request, question, *further):
    """From the university down, as far as the person may see, on the same day."""
    university = request.scope.of(Organisation, role=OVERSEERS).filter(depth=1).first()
    trail = [*([(university.name, university.get_absolute_url())] if university else []), *further]
    return [(label, url and url + question.query) for label, url in trail] if len(trail) > 1 else []


def _unit_crumb(request, organisation, unit, called):
    may_open = unit.pk != organisation.pk and request.scope.covers(unit.path, *FOLLOWERS)
    return [(called, unit.get_absolute_url())] if may_open else []
