"""The ledgers of a campaign on a day, on screen and in official shape."""

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from branches.as_of import belonging
from branches.models import Organisation
from core.choices import Role
from core.web.access import page
from core.web.day import past_bar
from pledges.ledgers.benchmarks import BenchmarkLedger
from pledges.ledgers.filing import OVERSEERS, filing
from pledges.ledgers.form import LedgerFilter
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
    query, units = board_query(request.GET, ahead=False), _units(request)
    shown = _ledger(request, kind, query, units)
    context = {
        "kind": kind,
        "ledgers": [(name, one.title) for name, one in LEDGERS.items()],
        "query": query,
        "list": shown,
        "form": LedgerFilter(request.GET, scope=request.scope),
        "crumbs": [(_("Plans"), reverse("pledges:plans")), (shown.title, None)],
        **past_bar(request, query),
    }
    return render(request, "pledges/ledgers/ledger.html", context, status=query.status)


@page(*ROLES)
def ledger_sheet(request, kind):
    """All pages of it in official shape; what cannot be understood is told by the page."""
    query, units = board_query(request.GET, ahead=False), _units(request)
    if query.campaign is None or query.problems:
        return ledger(request, kind)
    shown = _ledger(request, kind, query, units)
    codes = [unit.code for unit in units] if len(units) == 1 else []
    name = " ".join([str(shown.title), query.campaign.code, *codes, query.on.isoformat()])
    return shown.official(name, shown.title, filing(request, query, units, shown.counted(shown.count)))


def _units(request):
    """The one asked for, else all of who does not look at the whole university; none of them: everybody.

    Raises: Http404.
    """
    rows, code = request.scope.of(Organisation).units().order_by("code"), request.GET.get("unit", "").strip()
    if code:
        return [request.scope.get(rows, code=code)]
    return [] if request.scope.oversees(*OVERSEERS) else list(rows)


def _ledger(request, kind, query, units):
    """The list, of the branches that belonged to the unit on the day when there is one. Raises: Http404."""
    if kind not in LEDGERS:
        raise Http404
    members = None
    if len(units) == 1:
        members = belonging(request.scope.of(Organisation), units[0], query.on)
    found = LEDGERS[kind]
    return found(found.rows_of(request.scope, query, members), request, query)
