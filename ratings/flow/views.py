"""How branches moved between two rounds; falls as visible as rises."""

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from branches.models import Organisation
from core.choices import Role
from core.web.access import page
from core.web.day import past_bar
from core.workbooks.export import table_response
from ratings.flow import page as flow_page
from ratings.models import Round
from ratings.queries.census import counted_kinds
from ratings.queries.closings import closures
from ratings.query import board_query

ROLES = (Role.DEPARTMENT, Role.VIEWER, Role.UNIT)


@page(*ROLES)
def flow(request, code):
    """From-tier × to-tier between `?from=` (the round before, unless told otherwise) and this round; what branches are
    called, and what they are to the targets, is of the day that is asked about."""
    later, earlier, choices = _rounds(request, code)
    query = _query(request, later)
    context = {"round": later, "earlier": earlier, "choices": choices, "query": query, "crumbs": _crumbs(later)}
    context |= past_bar(request, query)
    if earlier is None:
        return render(request, "ratings/flow/first.html", context, status=query.status)
    table, chosen = _table(request, query, (earlier, later))
    context |= {"table": table, "drawing": flow_page.drawing(table.flow), "chosen": chosen}
    return render(request, "ratings/flow/flow.html", context, status=query.status)


@page(*ROLES)
def flow_sheet(request, code):
    """The table as a workbook; with `?cell=`, the branches behind that count."""
    later, earlier, _choices = _rounds(request, code)
    if earlier is None:
        raise Http404
    query = _query(request, later)
    table, chosen = _table(request, query, (earlier, later))
    name, facts = f"{_('Flow')} {earlier.name} → {later.name}", {"on": query.on, "told": query.told}
    if chosen:
        rows = ((one.code, one.called) for one in chosen.branches.iterator())
        return table_response(request, name, [_("Code"), _("Name")], rows, **facts)
    rows = [[row.label, *(cell.count for cell in row.cells), row.total.count] for row in (*table.rows, table.totals)]
    return table_response(request, name, [earlier.name, *table.headings, _("Total")], rows, **facts)


def _rounds(request, code):
    """(the round, the one compared with or None, earlier rounds of its campaign). Raises: Http404."""
    rounds = request.scope.of(Round).select_related("campaign")
    later = request.scope.get(rounds, code=code)
    choices = list(
        rounds.filter(campaign=later.campaign, reference_date__lt=later.reference_date).order_by("-reference_date")
    )
    asked = request.GET.get("from", "")
    earlier = next((one for one in choices if asked in ("", one.code)), None)
    if asked and earlier is None:
        raise Http404
    return later, earlier, choices


def _query(request, round_):
    """The day that is asked about, of the campaign of `round_`."""
    return board_query({"on": request.GET.get("on", ""), "campaign": round_.campaign.code})


def _table(request, query, rounds):
    """(FlowTable of the branches within the scope, those behind the count of `?cell=` or None). Raises: Http404."""
    _earlier, later = rounds
    branches = request.scope.of(Organisation).filter(kind__in=counted_kinds(later.campaign))
    table = flow_page.flow_table(query, branches, rounds, closures(later.campaign), everybody=request.scope.is_whole)
    key = request.GET.get("cell", "")
    chosen = flow_page.chosen(table, branches, key, query.on)
    if key and chosen is None:
        raise Http404
    return table, chosen


def _crumbs(later):
    return [(_("Rounds"), reverse("ratings:rounds")), (later.name, later.get_absolute_url()), (_("Flow"), None)]
