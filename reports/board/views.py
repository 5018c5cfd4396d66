"""The target board: are we on target, and how many branches are missing (the main job)."""

from django.shortcuts import render
from django.utils.translation import gettext as _

from core.choices import Role
from core.web.access import page
from core.web.day import past_bar
from core.workbooks.export import table_response
from ratings.first_steps import first_steps
from ratings.query import board_query
from reports.board.form import BoardFilter
from reports.board.page import board_page
from reports.board.sheet import deadlines, sheet

ROLES = (Role.DEPARTMENT, Role.VIEWER, Role.UNIT)


@page(*ROLES)
def targets(request):
    """One row per base organisation in scope, the university's on top, for a campaign and a day."""
    query = board_query(request.GET)
    chosen = BoardFilter(request.GET)
    context = {"query": query, "filter": chosen, "crumbs": [(_("Targets"), None)], **past_bar(request, query)}
    if query.campaign is None or query.campaign.baseline_on is None:
        steps = first_steps(request.scope, query.campaign)
        return render(request, "reports/board/none.html", {**context, "steps": steps}, status=query.status)
    shown = board_page(query, chosen, request.scope, _number(request))
    context |= {"page": shown, "deadlines": deadlines(shown, query.on)}
    return render(request, "reports/board/targets.html", context, status=query.status)


@page(*ROLES)
def targets_sheet(request):
    """The rows and columns on screen, as a workbook."""
    query = board_query(request.GET)
    if query.campaign is None or query.campaign.baseline_on is None:
        return targets(request)
    chosen = BoardFilter(request.GET)
    shown = board_page(query, chosen, request.scope, _number(request))
    headings, rows = sheet(shown)
    told = query.told_by(sorted({target.deadline for target in shown.targets}))
    return table_response(request, _("Completion of targets"), headings, rows, on=query.on, told=told)


def _number(request):
    asked_for = request.GET.get("page", "")
    return max(1, int(asked_for)) if asked_for.isdecimal() and len(asked_for) < 6 else 1
