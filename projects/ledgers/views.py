"""The ledgers of projects on a day, on screen and in official shape."""

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from branches.ledgers.form import OVERSEERS, LedgerFilter
from branches.ledgers.page import LedgerPage
from core.choices import Role
from core.web.access import page
from core.web.day import day_query, past_bar
from projects.ledgers.list import AcceptedLedger, ApprovedLedger

ROLES = (*OVERSEERS, Role.UNIT)
LEDGERS = {"approved": ApprovedLedger, "accepted": AcceptedLedger}


@page(*ROLES)
def ledger(request, kind):
    """What the ledger of that name says on the day."""
    query = day_query(request.GET, ahead=False)
    shown = _page(request, kind, query)
    context = {
        "page": shown,
        "list": shown.ledger,
        "query": query,
        "form": LedgerFilter(request.GET, scope=request.scope, query=query),
        "crumbs": [(_("Projects"), reverse("projects:projects") + query.string), (shown.ledger.title, None)],
        **past_bar(request, query),
    }
    return render(request, "projects/ledgers/ledger.html", context, status=query.status)


@page(*ROLES)
def ledger_sheet(request, kind):
    """All pages of it in official shape; what cannot be understood is told by the page."""
    query = day_query(request.GET, ahead=False)
    return ledger(request, kind) if query.problems else _page(request, kind, query).official()


def _page(request, kind, query):
    return LedgerPage(request, LEDGERS, kind, query, route="projects:ledger")
