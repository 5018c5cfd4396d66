"""A report or a request for a change within the scope of who asks, and what it says in words."""

from decimal import Decimal

from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from projects.choices import Grade, MidtermResult, ReportKind, RequestKind
from projects.fetching import project_of
from projects.models import ChangeRequest, ProjectReport
from projects.rules.money import yuan


def report_of(request, number, report) -> ProjectReport:
    """That report of the project of that `number`. Raises: Http404."""
    project = project_of(request, number)
    row = request.scope.get(request.scope.of(ProjectReport).filter(project=project), pk=report)
    row.project = project
    return row


def change_of(request, number, change) -> ChangeRequest:
    """That request of the project of that `number`. Raises: Http404."""
    project = project_of(request, number)
    rows = request.scope.of(ChangeRequest).select_related("asked_by", "new_leader")
    row = request.scope.get(rows.filter(project=project), pk=change)
    row.project = project
    return row


def result_of(report: ProjectReport) -> str:
    """What was decided upon `report`, in words; "" before."""
    results = MidtermResult if report.kind == ReportKind.MIDTERM else Grade
    found = next((one for one in (*results, MidtermResult.CORRECT) if one.value == report.result), None)
    return str(found.label) if found else report.result


def sides_of(row: ChangeRequest) -> tuple[list[str], list[str]]:
    """(before, after) of a request, each as lines of text."""
    return _in_lines(row.kind, row.before), _in_lines(row.kind, row.after)


def _in_lines(kind, values):
    if kind == RequestKind.MEMBER:
        return [" · ".join(filter(None, row[1:])) for row in values["members"]]
    if kind == RequestKind.BUDGET:
        return [_line(*row) for row in values["lines"]]
    if kind == RequestKind.PERIOD:
        return [date_format(parse_date(values["ends_on"]))] if values["ends_on"] else []
    return [" · ".join(filter(None, values.values()))]


def _line(_number, use, amount, basis):
    words = _("%(use)s: %(amount)s yuan") % {"use": use, "amount": yuan(Decimal(amount))}
    return f"{words} · {basis}" if basis else words
