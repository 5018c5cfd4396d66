"""A request for a change is granted, which makes the change, or refused."""

from datetime import date
from decimal import Decimal
from itertools import count

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from core import history
from core.choices import EventKind
from core.log.acts import logged
from core.names import same_name
from core.reporting.choices import ReportedState
from core.workflow.steps import RETURNED, step
from projects.actions.at_work import refuse_not_at_work
from projects.actions.changes.checks import check
from projects.actions.common import hold, tell
from projects.choices import ReportKind, RequestKind, RequestState
from projects.lifecycles.reports import WRITTEN_REPORTS, request_table
from projects.models import BudgetLine, ChangeRequest, ProjectReport, Task, TeamMember
from projects.queries.carrying.changes import as_it_is


@logged("grant_change", EventKind.DECISION)
def grant(*, request: ChangeRequest, by) -> None:
    """Make the change that is asked for.

    Raises: ValidationError when the project is not at work any more or became another since, for what may not be (see
    `checks`), and for who asked for it or leads the project; TooLate when it was decided already.
    """
    project = _hold(request)
    if request.state == RequestState.ASKED:
        refuse_not_at_work(project)
        if request.before != as_it_is(project, request.kind):
            raise ValidationError(_("The project was changed since: refuse this, so that it is asked anew."))
        check(project, request.kind, request.after, request.new_leader)
    _decide(request, "grant", by)
    APPLY[request.kind](project, request, by)


@logged("refuse_change", EventKind.DECISION)
def refuse(*, request: ChangeRequest, reason: str, by) -> None:
    """Leave the project as it is. Raises: ValidationError without a reason; TooLate when it was decided already."""
    _hold(request)
    _decide(request, "refuse", by, remark=reason, answer=reason.strip()[:RETURNED])


def _hold(request):
    project = hold(request.project)
    request.refresh_from_db()
    request.project = project
    return project


def _decide(request, verb, by, remark="", **updates):
    project = request.project
    tell(project, change=request.kind)
    updates |= {"decided_by": by, "decided_on": timezone.localdate()}
    step(request, request_table(request)[verb], by=by, remark=remark, **updates)
    request.project = project


def _retitle(project, request, by):
    project.title = request.after["title"]
    history.save(project, by=by, reason=request.reason, fields=["title"])


def _lead(project, request, by):
    project.leader, project.leader_post = request.after["name"], request.after["post"]
    project.leader_user = request.new_leader
    history.save(project, by=by, reason=request.reason, fields=["leader", "leader_post", "leader_user"])


def _extend(project, request, by):
    """The final report, and tasks that were due on the former end, move along."""
    former, project.ends_on = project.ends_on, date.fromisoformat(request.after["ends_on"])
    if project.final_on:
        project.final_on += project.ends_on - former
        first = {"kind": ReportKind.FINAL, "number": 1, "state__in": WRITTEN_REPORTS}
        _move(ProjectReport, project.reports.filter(**first), project.final_on, by)
    history.save(project, by=by, reason=request.reason, fields=["ends_on", "final_on"])
    tasks = project.tasks.filter(due_on=former, dropped_on=None).exclude(state=ReportedState.DONE)
    _move(Task, tasks, project.ends_on, by)


def _move(model, rows, day, by):
    moved = list(rows)
    for row in moved:
        row.due_on = day
    history.update(model, moved, ["due_on"], by=by)


def _reteam(project, request, by):
    """Who stays in the place with the name keeps the account."""
    rows = [dict(zip(("number", "name", "post", "unit", "task"), row, strict=True)) for row in request.after["members"]]
    _replace(project, TeamMember, project.members, rows, by, _keep_account)


def _keep_account(row, facts):
    return facts if same_name(row.name, facts["name"]) else facts | {"user": None}


def _rebudget(project, request, by):
    rows = [
        {"number": number, "use": use, "amount": Decimal(amount), "basis": basis}
        for number, use, amount, basis in request.after["lines"]
    ]
    _replace(project, BudgetLine, project.lines, rows, by, lambda _row, facts: facts)


def _replace(project, model, stored, rows, by, changed):
    """The `stored` rows become `rows`: known by their number, others new, the rest goes."""
    known = {row.number: row for row in stored.all()}
    for number in known.keys() - {facts["number"] for facts in rows}:
        history.remove(known[number], by=by)
    following = count(max(known, default=0) + 1)
    for facts in rows:
        row = known.get(facts["number"])
        facts = changed(row, facts) if row else facts | {"number": next(following)}
        row = row or model(project=project)
        for name, value in facts.items():
            setattr(row, name, value)
        history.save(row, by=by)


APPLY = {
    RequestKind.TITLE: _retitle,
    RequestKind.LEADER: _lead,
    RequestKind.PERIOD: _extend,
    RequestKind.MEMBER: _reteam,
    RequestKind.BUDGET: _rebudget,
}
