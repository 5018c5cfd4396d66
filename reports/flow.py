"""How branches moved between two rounds; falls as visible as rises."""

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from branches.choices import Kind
from branches.models import Organisation
from core.choices import Role
from core.pages import page
from core.sheets.export import table_response
from ratings.models import Rating, Round
from reports import flow_page

ROLES = (Role.DEPARTMENT, Role.VIEWER, Role.UNIT)


@page(*ROLES)
def flow(request, code):
    """From-tier × to-tier between `?from=` (the round before, unless told otherwise) and this round."""
    later, earlier, choices = _rounds(request, code)
    context = {"round": later, "earlier": earlier, "choices": choices, "crumbs": _crumbs(later)}
    if earlier is None:
        return render(request, "reports/flow/first.html", context)
    found, names = flow_page.gather(_ratings(request, later), earlier, later)
    context |= {
        "flow": found,
        "rows": flow_page.rows(found),
        "totals": flow_page.totals(found),
        "drawing": flow_page.drawing(found),
        "cell": _cell(request, found, names),
    }
    return render(request, "reports/flow/flow.html", context)


@page(*ROLES)
def flow_sheet(request, code):
    """The table as a workbook; with `?cell=`, the branches of that cell."""
    later, earlier, _choices = _rounds(request, code)
    if earlier is None:
        raise Http404
    found, names = flow_page.gather(_ratings(request, later), earlier, later)
    cell = _cell(request, found, names)
    name = f"{_('Flow')} {earlier.code} {later.code}"
    if cell:
        return table_response(request, name, [_("Code"), _("Name")], [[one.code, one.name] for one in cell[1]])
    labels = [str(label) for label, _count in flow_page.totals(found)]
    rows = [[str(row.label), *(cell["count"] for cell in row.cells), row.total] for row in flow_page.rows(found)]
    rows.append([_("Total"), *(count for _label, count in flow_page.totals(found)), found.total])
    return table_response(request, name, [earlier.name, *labels, _("Total")], rows)


def _rounds(request, code):
    """(the round, the one compared with or None, earlier rounds of its campaign). Raises: Http404."""
    rounds = request.scope.of(Round, role=ROLES).select_related("campaign")
    later = request.scope.get(rounds, role=ROLES, code=code)
    choices = list(
        rounds.filter(campaign=later.campaign, reference_date__lt=later.reference_date).order_by("-reference_date")
    )
    asked = request.GET.get("from", "")
    earlier = next((one for one in choices if asked in ("", one.code)), None)
    if asked and earlier is None:
        raise Http404
    return later, earlier, choices


def _ratings(request, later):
    """Official ratings of the branches within the scope; direct ones when the campaign counts them (R11)."""
    kinds = [Kind.BRANCH, Kind.DIRECT_BRANCH] if later.campaign.counts_direct else [Kind.BRANCH]
    branches = request.scope.of(Organisation, role=ROLES).filter(kind__in=kinds)
    rows = request.scope.of(Rating, role=ROLES).official()
    return rows.filter(organisation__in=branches.order_by().values("pk"))


def _cell(request, found, names):
    text = request.GET.get("cell", "")
    cell = flow_page.chosen_cell(found, names, text)
    if text and cell is None:
        raise Http404
    return cell


def _crumbs(later):
    return [(_("Rounds"), reverse("reports:rounds")), (later.name, later.get_absolute_url()), (_("Flow"), None)]
