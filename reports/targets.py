"""The target board: are we on target, and how many branches are missing (the main job)."""

from django.shortcuts import render
from django.utils.translation import gettext as _

from branches.models import Organisation
from core.choices import Role
from core.web.access import page
from core.workbooks.export import table_response
from reports.asked import asked, past_bar
from reports.board_filter import BoardFilter
from reports.board_page import board_page
from reports.board_table import deadlines, sheet
from reports.first_steps import first_steps

ROLES = (Role.DEPARTMENT, Role.VIEWER, Role.UNIT)


@page(*ROLES)
def targets(request):
    """One row per base organisation in scope, the university's on top, for a campaign and a day."""
    asks = asked(request.GET)
    chosen = BoardFilter(request.GET)
    context = {"asked": asks, "filter": chosen, "crumbs": [(_("Targets"), None)], **past_bar(request, asks)}
    if asks.campaign is None or asks.campaign.baseline_on is None:
        steps = first_steps(request.scope, asks.campaign)
        return render(request, "reports/targets/none.html", {**context, "steps": steps}, status=asks.status)
    shown = board_page(asks, chosen, _units(request), _number(request))
    context |= {"page": shown, "deadlines": deadlines(shown, asks.on)}
    return render(request, "reports/targets/targets.html", context, status=asks.status)


@page(*ROLES)
def targets_sheet(request):
    """The rows and columns on screen, as a workbook."""
    asks = asked(request.GET)
    if asks.campaign is None or asks.campaign.baseline_on is None:
        return targets(request)
    chosen = BoardFilter(request.GET)
    shown = board_page(asks, chosen, _units(request), _number(request))
    headings, rows = sheet(shown)
    return table_response(request, f"{_('Targets')} {asks.campaign.code} {asks.on.isoformat()}", headings, rows)


def _units(request):
    """The base organisations within the scope, closed ones included (R13a)."""
    return request.scope.of(Organisation, role=ROLES).units()


def _number(request):
    asked_for = request.GET.get("page", "")
    return max(1, int(asked_for)) if asked_for.isdecimal() and len(asked_for) < 6 else 1
