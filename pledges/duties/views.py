"""Duties of everybody on a day, and reminding of them (R25)."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from core.choices import Role
from core.forms import settled
from core.web.access import page
from core.web.day import past_bar
from core.workflow.decisions import Decision
from pledges.actions.reminding import remind as send
from pledges.addresses import listed
from pledges.duties.list import DutyList, UnitDutyList
from pledges.duties.page import DutyPage
from pledges.duties.reminding import Reminding
from ratings.query import board_query

READERS = (Role.DEPARTMENT, Role.VIEWER, Role.UNIT)


@page(*READERS)
def duties(request):
    """How many see to their duties, or the names of those who do, do not yet, are late."""
    query = board_query(request.GET, ahead=False)
    shown = DutyPage(request.scope, query, request.GET)
    context = {
        "page": shown,
        "query": query,
        "list": _listed(request, shown),
        "crumbs": _crumbs(shown),
        **past_bar(request, query),
    }
    return render(request, "pledges/duties/duties.html", context, status=query.status)


@page(*READERS)
def duties_sheet(request):
    """The same, all pages of it, as a workbook; what cannot be understood is told by the page."""
    query = board_query(request.GET, ahead=False)
    if query.campaign is None or query.problems:
        return duties(request)
    shown = DutyPage(request.scope, query, request.GET)
    facts = {"on": query.on, "told": query.told, "chosen": shown.form, "whose": shown.unit_called}
    return _listed(request, shown).workbook(_("Duties"), **facts)


@page(Role.DEPARTMENT, Role.UNIT, post=True)
def remind(request):
    """Ask once what is sent to whom, then send it; a single row is sent at once."""
    asked = Reminding(request)
    if not asked.keys:
        messages.info(request, _("Tick whom to remind."))
        return redirect(asked.back)
    if request.method == "POST":
        for level, told in asked.told(settled(lambda: send(**asked.facts, by=request.user))):
            messages.add_message(request, level, told)
        return redirect(asked.back_reminded)
    decision = Decision(_("Remind"), asked.back_ticked, refusal=asked.refusal)
    context = {"asked": asked, "decision": decision, "crumbs": [(_("Duties"), asked.back), (_("Remind"), None)]}
    return render(request, "pledges/duties/remind.html", context)


def _listed(request, shown):
    return DutyList(shown.lines(), request) if shown.is_named else UnitDutyList(shown.unit_lines(), request)


def _crumbs(shown):
    """From the numbers of all units to the names."""
    here = (_("Duties"), None)
    if not shown.is_named or "unit" not in shown.form.fields:
        return [here]
    query = shown.query
    back = listed("duties", campaign=query.campaign_code, on=query.as_of)
    return [(_("Duties"), back), (shown.unit_called or _("By name"), None)]
