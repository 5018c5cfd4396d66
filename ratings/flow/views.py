"""How branches moved between two rounds; falls as visible as rises."""

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from branches.models import Organisation
from core.choices import Role
from core.web.access import page
from core.workbooks.export import table_response
from ratings.flow import page as flow_page
from ratings.models import Round
from ratings.queries.census import counted_kinds

ROLES = (Role.DEPARTMENT, Role.VIEWER, Role.UNIT)


@page(*ROLES)
def flow(request, code):
    """From-tier × to-tier between `?from=` (the round before, unless told otherwise) and this round."""
    later, earlier, choices = _rounds(request, code)
    context = {"round": later, "earlier": earlier, "choices": choices, "crumbs": _crumbs(later)}
    if earlier is None:
        return render(request, "ratings/flow/first.html", context)
    table, chosen = _table(request, earlier, later)
    context |= {"table": table, "drawing": flow_page.drawing(table.flow), "chosen": chosen}
    return render(request, "ratings/flow/flow.html", context)


@page(*ROLES)
def flow_sheet(request, code):
    """The table as a workbook; with `?cell=`, the branches behind that count."""
    later, earlier, _choices = _rounds(request, code)
    if earlier is None:
        raise Http404
    table, chosen = _table(request, earlier, later)
    name = f"{_('Flow')} {earlier.code} {later.code}"
    if chosen:
        return table_response(
            request, name, [_("Code"), _("Name")], ((one.code, one.name) for one in chosen.branches.iterator())
        )
    rows = [[row.label, *(cell.count for cell in row.cells), row.total.count] for row in (*table.rows, table.totals)]
    return table_response(request, name, [earlier.name, *table.headings, _("Total")], rows)


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


def _table(request, earlier, later):
    """(FlowTable of the branches within the scope, those behind the count of `?cell=` or None). Raises: Http404."""
    rows = request.scope.of(Organisation)
    branches = rows.filter(kind__in=counted_kinds(later.campaign))
    table, key = flow_page.flow_table(branches, earlier, later), request.GET.get("cell", "")
    chosen = flow_page.chosen(table, branches, key)
    if key and chosen is None:
        raise Http404
    return table, chosen


def _crumbs(later):
    return [(_("Rounds"), reverse("ratings:rounds")), (later.name, later.get_absolute_url()), (_("Flow"), None)]
