"""Where a secretary works: the page of a base organisation and the page of a branch."""

from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from branches import as_of
from branches.choices import BASE_KINDS, BRANCH_KINDS
from branches.models import Organisation
from core.choices import READERS, Role
from core.lists import one_of_several
from core.todos import next_date, todos
from core.web.access import page
from core.web.day import past_bar
from core.workbooks.export import table_response
from pledges.lifecycles.benchmarks import WRITERS
from pledges.queries import showcase
from pledges.queries.benchmarks.of_branch import of_branch as benchmarks_of
from pledges.queries.meetings import last_comment, last_of, visible
from pledges.queries.twinnings import of_branch as twinnings_of
from pledges.showcase.fetching import own_branches
from pledges.steps import maker_at
from projects.queries.on_organisation import projects_of
from ratings.queries.board import targets_of
from ratings.query import board_query
from reports.annual.asking import annual_address
from reports.organisations.drawing import drawing
from reports.organisations.figures import figures_of
from reports.organisations.sheet import headings, sheet_rows
from reports.queries import unit as unit_facts
from reports.queries.branch import cohorts, next_step, started
from reports.queries.place import closing, paths, posts, rounds_of, standing
from reports.queries.plans import by_duty, own_plans
from reports.queries.timeline import of_organisation

PROPOSERS = (Role.DEPARTMENT, Role.UNIT, Role.BRANCH)
FOLLOWERS = (Role.DEPARTMENT, Role.VIEWER, Role.UNIT)
OVERSEERS = (Role.DEPARTMENT, Role.VIEWER)


@page(*FOLLOWERS)
def unit(request, code):
    """A base organisation on a day: what it must do, its figures, its branches by tier."""
    shown, query = _unit(request, code), board_query(request.GET)
    rounds = rounds_of(query.campaign, query.on)
    figures = figures_of(query, shown, request.scope)
    targets = figures["board"].targets if figures else []
    branches = unit_facts.UnitBranches(shown, query, rounds, targets, request.scope.whole)
    moved = unit_facts.moved_away(shown, query.campaign, rounds, query.on)
    context = {
        "unit": shown,
        "annual_url": annual_address(query, shown.code),
        **_members(request, shown, query, branches),
        "closed": one_of_several(request, "closed", branches.closed),
        "moved": one_of_several(request, "moved", moved),
        "rounds": rounds,
        **figures,
        "last_meeting": last_of(shown, query.on),
        **(_together(request, shown, query) if shown.kind in BRANCH_KINDS else {}),
        **_waiting(request, shown, query, Role.UNIT),
        **_place(request, shown, query, rounds),
    }
    context["crumbs"] = _crumbs(request, query, (context["called"], None))
    return render(request, "reports/organisations/unit.html", context, status=query.status)


@page(*FOLLOWERS)
def unit_sheet(request, code):
    """A unit's branches by tier on a day, as a workbook."""
    shown, query = _unit(request, code), board_query(request.GET)
    rounds = rounds_of(query.campaign, query.on)
    targets = targets_of(query.campaign) if query.campaign else []
    branches = unit_facts.UnitBranches(shown, query, rounds, targets, request.scope.whole)
    rows = list(branches.open)
    rated = [row for row in rows if row.standing]
    plans = by_duty(shown, query, rated, request.scope)
    facts = {"on": query.on, "told": query.told, "whose": as_of.name_on(shown, query.on)}
    lines = sheet_rows(branches.by_tier(rows), plans)
    return table_response(request, _("Branches"), headings(rounds), lines, **facts)


@page(*READERS)
def branch(request, code):
    """A branch on a day: where it stands, how it came there, everything that happened to it."""
    shown = request.scope.get(Organisation, code=code, kind__in=BRANCH_KINDS)
    query = board_query(request.GET)
    found, begun = cohorts(shown, query, request.scope.whole), started(shown, query.campaign, query.on)
    unit = as_of.unit_on(shown, query.on)
    unit_called = as_of.name_on(unit, query.on)
    context = {
        "branch": shown,
        "unit": unit,
        "unit_called": unit_called,
        "category": as_of.category_on(shown, query.on),
        "started": begun,
        "cohorts": found,
        "next_step": next_step([(one.target, one.entry) for one in found], query.on),
        "may_ask": begun is not None and request.scope.whole.covers(begun.unit.path, *FOLLOWERS),
        "timeline": of_organisation(shown, query.on),
        **_together(request, shown, query),
        **_waiting(request, shown, query, maker_at(shown)),
        **_place(request, shown, query, rounds_of(query.campaign, query.on)),
    }
    crumb = _unit_crumb(request, shown, unit, unit_called)
    context["crumbs"] = _crumbs(request, query, *crumb, (context["called"], None))
    return render(request, "reports/organisations/branch.html", context, status=query.status)


def _together(request, branch, query):
    """What the branch and others do for each other."""
    comment = last_comment(branch, query.on)
    return {
        "branch": branch,
        "benchmarks": benchmarks_of(branch, query.campaign, query.on),
        "chooses": _chooses(request, branch, query),
        "twinnings": twinnings_of(branch, query.on),
        "proposes": _proposes(request, branch, query),
        "comment": comment,
        "opens_meeting": comment is not None and visible(request.scope).filter(pk=comment.meeting_id).exists(),
        "shows": showcase.of_branch(branch, query.on),
        "shows_more": _shows_more(request, branch, query),
    }


def _shows_more(request, branch, query):
    """Whether this person may propose an entry of the branch for the showcase, where it would be taken."""
    own = own_branches(request.scope).filter(pk=branch.pk)
    return not query.as_of and showcase.may_show(own, query.today).exists()


def _chooses(request, branch, query):
    """Whether this person chooses whom the branch follows."""
    return not query.as_of and branch.is_open_on(query.today) and request.scope.covers(branch.path, *WRITERS)


def _members(request, unit, query, branches):
    """A page of the branches by tier, and one of them by what they owe."""
    shown = one_of_several(request, "branches", branches.open)
    owing = one_of_several(request, "plans", branches.owing)
    groups = by_duty(unit, query, owing.object_list, request.scope)
    return {
        "branches": shown,
        "tiers": branches.by_tier(shown.object_list),
        "owing": owing,
        "plan_groups": groups,
    }


def _unit(request, code):
    return request.scope.get(Organisation, code=code, kind__in=BASE_KINDS)


def _waiting(request, organisation, query, role):
    """What holders of `role` have to do here today, and without anything their next date; nothing on another day."""
    found = [] if query.as_of else todos(role, organisation, request.scope)
    is_free = not query.as_of and not any(todo.is_for(role) for todo in found)
    return {
        "todos": found,
        "ahead": next_date(role, organisation, request.scope, timezone.localdate()) if is_free else None,
        "role": role,
        "holds": request.scope.covers(organisation.path, role),
    }


def _place(request, organisation, query, rounds):
    """What both pages tell about their organisation."""
    path = paths([organisation], rounds)[organisation.pk]
    return {
        "query": query,
        "called": as_of.name_on(organisation, query.on),
        "path": path,
        "own": own_plans(organisation, query),
        "projects": projects_of(organisation, query.on),
        "standing": standing(path),
        "drawing": drawing(path),
        "post": posts([organisation], query.on)[organisation.pk],
        "closing": closing(organisation, request.scope.whole, query.on),
        **past_bar(request, query),
    }


def _proposes(request, organisation, query):
    """The code of the branch for which the person may propose help; "" where they may not, and on another day."""
    is_helped = organisation.kind in BRANCH_KINDS and organisation.is_open_on(query.on) and not query.as_of
    return organisation.code if is_helped and request.scope.covers(organisation.path, *PROPOSERS) else ""


def _crumbs(request, query, *further):
    """From the university down, as far as the person may see, on the same day."""
    university = request.scope.of(Organisation, role=OVERSEERS).filter(depth=1).first()
    top = [(as_of.name_on(university, query.on), university.get_absolute_url())] if university else []
    trail = [*top, *further]
    return [(label, url and url + query.string) for label, url in trail] if len(trail) > 1 else []


def _unit_crumb(request, organisation, unit, called):
    may_open = unit.pk != organisation.pk and request.scope.whole.covers(unit.path, *FOLLOWERS)
    return [(called, unit.get_absolute_url())] if may_open else []
