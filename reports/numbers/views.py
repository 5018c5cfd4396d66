"""The page behind a number: its rule, its computation, and the branches it counts (M1)."""

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from branches.as_of import name_on
from branches.choices import BASE_KINDS
from branches.models import Organisation
from core.choices import Role
from core.figures import explained
from core.lists import one_of_several
from core.web.access import page
from core.web.day import past_bar
from core.workbooks.export import table_response
from ratings.query import board_query
from reports.numbers.sheet import headings, sheet_rows
from reports.queries.names import name_rows

ROLES = (Role.DEPARTMENT, Role.VIEWER, Role.UNIT)


@page(*ROLES)
def number(request, metric):
    """One figure of one unit or of the university, explained."""
    query, unit, explanation, named = _explained(request, metric)
    context = {
        "query": query,
        "metric": metric,
        "unit": unit,
        "unit_called": name_on(unit, query.on) if unit else "",
        "unit_code": unit.code if unit else "",
        "explanation": explanation,
        "lists": [(one, *_shown(request, explanation, one)) for one in explanation.lists],
        "named": named,
        "crumbs": [(_("Targets"), reverse("reports:targets") + query.string), (explanation.label, None)],
        **past_bar(request, query),
    }
    return render(request, "reports/numbers/number.html", context, status=query.status)


@page(*ROLES)
def number_sheet(request, metric):
    """The branches behind a figure, as a workbook."""
    query, unit, explanation, named = _explained(request, metric)
    if not named:
        raise Http404
    rows = sheet_rows(explanation, request.scope.whole)
    facts = {"on": query.on, "told": query.told, "whose": name_on(unit, query.on) if unit else ""}
    return table_response(request, explanation.label, headings(explanation), rows, **facts)


def _shown(request, explanation, listed):
    """(the page of a NameList, its NameRows)."""
    shown = one_of_several(request, listed.key, listed.entries)
    return shown, list(name_rows(shown.object_list, explanation, request.scope.whole, listed.notes))


def _explained(request, metric):
    """(BoardQuery, unit or None, Explanation, whether its names may be shown). Raises: Http404."""
    query = board_query(request.GET)
    unit, named = _place(request)
    if query.campaign is None or query.campaign.baseline_on is None:
        raise Http404
    explanation = explained(query.campaign, query.on, metric, unit, named=named)
    if explanation is None:
        raise Http404
    return query, unit, explanation, named


def _place(request):
    """The unit asked for (None: the university) and whether the person may see the names behind its figures.

    Raises: Http404.
    """
    code = request.GET.get("unit", "").strip()
    if not code:
        return None, request.scope.oversees(Role.DEPARTMENT, Role.VIEWER)
    return request.scope.get(Organisation, code=code, kind__in=BASE_KINDS), True
