"""Public figures, how they are counted, and the data: read by anyone, without a cookie."""

import csv

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from core.web.access import public
from core.web.links import language_query
from ratings.query import board_query
from reports.open.page import headings, open_figures, rows

BYTE_ORDER = "\ufeff"  # by which spreadsheets know UTF-8


@public
@require_safe
def figures(request):
    """How far the university is, today or as of a day."""
    query = board_query(request.GET, ahead=False)
    context = {"query": query, "figures": open_figures(query)}
    return render(request, "reports/open/figures.html", context, status=query.status)


@public
@require_safe
def method(request):
    """How the figures are counted."""
    return render(request, "reports/open/method.html")


@public
@require_safe
def data(request):
    """The figures by day as CSV; its header leads to the method."""
    query = board_query(request.GET, ahead=False)
    response = HttpResponse(BYTE_ORDER, content_type="text/csv; charset=utf-8", status=query.status)
    response["Content-Disposition"] = 'attachment; filename="figures.csv"'
    response["Link"] = f'<{reverse("reports:open_method")}{language_query(request)}>; rel="describedby"'
    writer = csv.writer(response)
    writer.writerow(headings())
    writer.writerows(rows(open_figures(query)))
    return response
