"""The ledgers of a campaign on a day, on screen and in official shape."""

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from branches.ledgers.form import OVERSEERS
from branches.ledgers.page import LedgerPage
from core.choices import Role
from core.web.access import page
from core.web.day import past_bar
from core.web.links import page_query
from pledges.ledgers.benchmarks import BenchmarkLedger
from pledges.ledgers.form import CampaignLedgerFilter
from pledges.ledgers.list import PledgeLedger, RectificationLedger
from pledges.ledgers.meetings import MeetingLedger
from pledges.ledgers.raising import RaisingLedger
from pledges.ledgers.twinnings import TwinningLedger
from ratings.query import board_query

ROLES = (*OVERSEERS, Role.UNIT)
LEDGERS = {
    "pledges": PledgeLedger,
    "rectifications": RectificationLedger,
    "raising": RaisingLedger,
    "benchmarks": BenchmarkLedger,
    "meetings": MeetingLedger,
    "twinnings": TwinningLedger,
}


@page(*ROLES)
def ledger(request, kind):
    """What the ledger of that name says on the day."""
    query = board_query(request.GET, ahead=False)
    shown = _page(request, kind, query)
    context = {
        "page": shown,
        "list": shown.ledger,
        "query": query,
        "form": CampaignLedgerFilter(request.GET, scope=request.scope, query=query),
        "crumbs": [(_("Plans"), reverse("pledges:plans") + page_query(on=query.as_of)), (shown.ledger.title, None)],
        **past_bar(request, query),
    }
    return render(request, "pledges/ledgers/ledger.html", context, status=query.status)


@page(*ROLES)
def ledger_sheet(request, kind):
    """All pages of it in official shape; what cannot be understood is told by the page."""
    query = board_query(request.GET, ahead=False)
    if query.campaign is None or query.problems:
        return ledger(request, kind)
    return _page(request, kind, query).official(query.campaign.code)


def _page(request, kind, query):
    return LedgerPage(request, LEDGERS, kind, query, route="pledges:ledger")
