"""The department's overview: are we on target, what waits, what changed."""

from django.shortcuts import render

from branches.as_of import name_on
from branches.models import Organisation
from core.choices import Role
from core.todos import todos
from core.web.access import page
from core.web.day import past_bar
from pledges.queries.cover import covered_board, covered_groups
from projects.models import Project
from projects.queries.on_day import projects_on
from projects.queries.portfolio import in_motion
from ratings.first_steps import first_steps
from ratings.queries.closings import closures
from ratings.queries.completion import freshness
from ratings.queries.foreseen.rising import waiting_rises
from ratings.query import board_query
from reports.annual.asking import annual_address
from reports.department.distribution import distributions
from reports.department.flow import flowing
from reports.department.page import states, target_groups
from reports.department.units import units_in_short
from reports.department.work import work
from reports.queries.timeline import latest

OVERSEERS = (Role.DEPARTMENT, Role.VIEWER)
LAST = 8


@page(*OVERSEERS)
def department(request):
    """How the university stands with its targets on a day, and what is to be done."""
    university = request.scope.get(Organisation, depth=1)
    organisations = request.scope.of(Organisation)
    query = board_query(request.GET)
    decides = request.scope.has(Role.DEPARTMENT)
    figures = _figures(query, request.scope)  # first: the to-dos look at what is late among the duties it read
    context = {
        "university": university,
        "called": name_on(university, query.on),
        "query": query,
        "annual_url": annual_address(query),
        "steps": first_steps(request.scope, query.campaign),
        "todos": todos(Role.DEPARTMENT, university, request.scope) if decides and not query.as_of else [],
        "role": Role.DEPARTMENT,
        "decides": decides,
        "changes": latest(organisations, LAST, query),
        **figures,
        **past_bar(request, query),
    }
    return render(request, "reports/department/department.html", context, status=query.status)


def _figures(query, scope):
    """The board in short; nothing without a campaign."""
    if query.campaign is None:
        return {}
    organisations = scope.of(Organisation)
    units = list(organisations.units().order_by().values_list("pk", flat=True))
    shown, closed = covered_board(query.campaign, query.on, []), closures(query.campaign)
    alike = covered_groups(query.campaign, shown.targets, query.on, units)
    rises = waiting_rises(scope, query.campaign, query.on, shown.targets)
    return {
        "board": shown,
        "groups": target_groups(shown, shown.university, closed, rises),
        "states": states(alike),
        "units": units_in_short(query, shown, alike, organisations),
        "freshness": None if query.as_of else freshness(query.campaign, query.on),
        "distributions": distributions(query),
        "flow": flowing(query, organisations, closed),
        "work": [] if query.is_forecast else work(query, scope),
        "projects": _projects(query, scope),
    }


def _projects(query, scope):
    """The ProjectsInMotion of the day; None ahead, of which nobody knows (R34)."""
    return None if query.is_forecast else in_motion(projects_on(scope.of(Project), query.on), query.on)
