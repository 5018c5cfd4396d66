"""The page behind a number: its rule, its computation, and the branches it counts (M1)."""

from itertools import islice

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from branches.choices import BASE_KINDS
from branches.models import Organisation
from core.choices import Role
from core.web.access import page
from core.workbooks.export import table_response
from reports.asked import asked, past_bar
from reports.explain import explained
from reports.explain_standing import standing_explained
from reports.names import ON_SCREEN, name_rows, name_then
from reports.number_sheet import headings, sheet_rows

ROLES = (Role.DEPARTMENT, Role.VIEWER, Role.UNIT)


@page(*ROLES)
def number(request, metric):
    """One figure of one unit or of the university, explained."""
    asks, unit, explanation, named = _explained(request, metric)
    lists = [
        (one, list(name_rows(islice(one.entries, ON_SCREEN), explanation, request.scope))) for one in explanation.lists
    ]
    context = {
        "asked": asks,
        "metric": metric,
        "unit": unit,
        "unit_called": name_then(unit, asks) if unit else "",
        "unit_code": unit.code if unit else "",
        "explanation": explanation,
        "lists": lists,
        "named": named,
        "crumbs": [(_("Targets"), reverse("reports:targets") + asks.query), (explanation.label, None)],
        **past_bar(request, asks),
    }
    return render(request, "reports/numbers/number.html", context, status=asks.status)


@page(*ROLES)
def number_sheet(request, metric):
    """The branches behind a figure, as a workbook."""
    asks, _unit, explanation, named = _explained(request, metric)
    if not named:
        raise Http404
    rows = sheet_rows(explanation, request.scope)
    return table_response(request, f"{metric} {asks.on.isoformat()}", headings(), rows)


def _explained(request, metric):
    """(Asked, unit or None, Explanation, whether its names may be shown). Raises: Http404."""
    asks = asked(request.GET)
    unit, named = _place(request)
    if asks.campaign is None or asks.campaign.baseline_on is None:
        raise Http404
    facts = (asks.campaign, asks.on, metric, unit)
    explanation = standing_explained(*facts, named=named) or explained(*facts, named=named)
    if explanation is None:
        raise Http404
    return asks, unit, explanation, named


def _place(request):
    """The unit asked for (None: the university) and whether the person may see the names behind its figures.

    Raises: Http404.
    """
    code = request.GET.get("unit", "").strip()
    if not code:
        return None, request.scope.oversees(Role.DEPARTMENT, Role.VIEWER)
    return request.scope.get(Organisation, role=ROLES, code=code, kind__in=BASE_KINDS), True
