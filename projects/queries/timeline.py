"""What happened to a project, and to all projects of an organisation, read from their history."""

from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from branches.models import Organisation
from core.timeline import ToldEvent, author, in_order, signed, taken_over
from projects.choices import ProjectState, ReportKind, ReportState, RequestKind, RequestState
from projects.models import ChangeRequest, Project, ProjectReport

S = ProjectState
# What a change into a state is called; where the state before tells more, by both.
DONE = {
    S.DRAFT: pgettext_lazy("project", "Application begun"),
    S.SUBMITTED: pgettext_lazy("project", "Application handed in to the unit"),
    S.SUPPORTED: pgettext_lazy("project", "Application handed in"),
    (S.SUBMITTED, S.SUPPORTED): pgettext_lazy("project", "Supported by the unit"),
    S.RETURNED: pgettext_lazy("project", "Application sent back"),
    S.REVIEWING: pgettext_lazy("project", "Admitted to review"),
    S.REVISING: pgettext_lazy("project", "To be changed before it is approved"),
    S.CONFIRMING: pgettext_lazy("project", "Changes handed in"),
    S.NOTICE: pgettext_lazy("project", "Decided: %(verdict)s"),
    S.REJECTED: pgettext_lazy("project", "Not approved"),
    S.RUNNING: pgettext_lazy("project", "Begun as %(number)s"),
    (S.CORRECTING, S.RUNNING): pgettext_lazy("project", "Mid-term correction passed"),
    S.CORRECTING: pgettext_lazy("project", "To be corrected after the mid-term check"),
    S.ACCEPTING: pgettext_lazy("project", "Acceptance asked for"),
    (S.CLOSING, S.ACCEPTING): pgettext_lazy("project", "Result of the acceptance taken back"),
    S.AMENDING: pgettext_lazy("project", "To be corrected before it is accepted"),
    S.CLOSING: pgettext_lazy("project", "Accepted as %(grade)s"),
    S.ACCEPTED: pgettext_lazy("project", "Closed: %(grade)s"),
    S.REVOKED: pgettext_lazy("project", "Not accepted: revoked"),
    S.STOPPED: pgettext_lazy("project", "Stopped"),
    S.WITHDRAWN: pgettext_lazy("project", "Withdrawn"),
}
REPORTS = {
    ReportState.SUBMITTED: pgettext_lazy("report of a project", "%(report)s handed in"),
    ReportState.CHECKED: pgettext_lazy("report of a project", "%(report)s checked by the unit"),
    ReportState.RETURNED: pgettext_lazy("report of a project", "%(report)s sent back"),
    ReportState.ACCEPTED: pgettext_lazy("report of a project", "%(report)s accepted"),
}
REQUESTS = {
    RequestState.ASKED: pgettext_lazy("change of a project", "%(change)s: asked for"),
    RequestState.GRANTED: pgettext_lazy("change of a project", "%(change)s: granted"),
    RequestState.REFUSED: pgettext_lazy("change of a project", "%(change)s: refused"),
}
PUBLIC = {S.RUNNING, S.CLOSING, S.ACCEPTED, S.REVOKED, S.STOPPED}  # what is told of an organisation


def of_project(project: Project) -> list[ToldEvent]:
    """The ToldEvents of `project`, its reports and requests, newest first: three queries."""
    return in_order([*_states(project.history.all()), *_reports(project), *_requests(project)])


def of_organisation(organisation: Organisation, on: date) -> list[ToldEvent]:
    """When projects of `organisation` began, were accepted, revoked or stopped by day `on`, in no order: one query."""
    rows = Project.history.filter(Q(organisation=organisation) | Q(supporting=organisation))
    events = []
    for former, row in _steps(rows):
        if row.state in PUBLIC and former != S.CORRECTING:
            what = _("Project “%(title)s”: %(what)s") % {"title": row.title, "what": _what(former, row)}
            events.append(ToldEvent(row.history_date, author(row.history_user), what, row.reason))
    return [event for event in events if event.day <= on]


def _states(rows):
    for former, row in _steps(rows):
        why = row.message if row.state in (S.NOTICE, S.REVISING) else row.reason
        reason = taken_over(row) if former is None else why
        yield ToldEvent(row.history_date, author(row.history_user), _what(former, row), reason)


def _what(former, row):
    told = DONE.get((former, row.state), DONE[row.state])
    words = {"verdict": row.get_verdict_display(), "number": row.number, "grade": row.get_grade_display()}
    return str(told) % words


def _steps(rows):
    """(state before or None, row) of each row of history in which a project came into another state."""
    former = {}
    for row in signed(rows):
        if row.state != former.get(row.id):
            yield former.get(row.id), row
        former[row.id] = row.state


def _reports(project):
    for _former, row in _steps(ProjectReport.history.filter(project=project)):
        if row.state in REPORTS:
            what = str(REPORTS[row.state]) % {"report": ReportKind(row.kind).label}
            why = row.reason if row.state == ReportState.RETURNED else row.opinion
            yield ToldEvent(row.history_date, author(row.history_user), what, why)


def _requests(project):
    for _former, row in _steps(ChangeRequest.history.filter(project=project)):
        what = str(REQUESTS[row.state]) % {"change": RequestKind(row.kind).label}
        why = row.reason if row.state == RequestState.ASKED else row.answer
        yield ToldEvent(row.history_date, author(row.history_user), what, why)
