"""The tasks of a project are written, and what was done for one of them is reported and confirmed."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core.reporting.pages import answered
from core.web.access import page
from core.workflow import asking
from core.workflow.decisions import Decision
from core.workflow.forms import ReturnForm
from projects.actions import tasks as actions
from projects.actions.at_work import idle
from projects.choices import FileUse
from projects.fetching import DECIDERS, WRITERS, crumbs
from projects.lifecycles.tasks import task_table
from projects.parts import writer
from projects.tasks.fetching import task_address, task_of, writes, written_project
from projects.tasks.form import TaskReportForm, TasksForm


@page(*WRITERS, post=True)
def edit(request, number):
    """Write the tasks of a project: the five fields, all of them."""
    project = written_project(request, number)
    if request.method != "POST" and (why := idle(project)):
        return asking.refused(request, project, why)
    form = TasksForm(request.POST or None, project=project)
    if form.is_valid() and form.save(by=request.user):
        messages.success(request, _("The tasks are saved."))
        return redirect(f"{project.get_absolute_url()}#tasks")
    context = {"project": project, "form": form, "crumbs": crumbs(project, pgettext("project", "Tasks"))}
    return render(request, "projects/tasks/edit.html", context)


@page(*WRITERS, post=True)
def report(request, number, task):
    """Say what was done for one task: when, what, with a picture or a link."""
    row = task_of(request, number, task)
    if not writes(request.scope, row.project):
        raise PermissionDenied
    if request.method != "POST" and (why := idle(row.project)):
        return asking.refused(request, row.project, why)
    proofs = request.scope.of(row.project.files.filter(use=FileUse.TASK))
    form = TaskReportForm(request.POST or None, request.FILES or None, proofs=proofs)
    verb = partial(actions.report, task=row, role=writer(row.project), by=request.user)
    if done := answered(request, form, verb, back=task_address(row)):
        return done
    context = {"task": row, "decision": Decision(_("Send"), task_address(row), form)}
    context["crumbs"] = crumbs(row.project, _("Report"))
    return render(request, "projects/tasks/report.html", context)


@page(*DECIDERS, post=True)
def decide(request, number, task, verb):
    """Confirm a reported task, or say what is missing."""
    row = task_of(request, number, task)
    lifecycle = task_table(row)
    transition = asking.transition_of(lifecycle, verb, request.scope.roles_at(row.project.organisation))
    form = ReturnForm(request.POST or None) if transition.remark else None
    refusal = asking.refusal(request, lifecycle, row, transition)
    decision = Decision(transition.label, task_address(row), form, refusal=refusal)
    act = partial(actions.unconfirm if form else actions.confirm, task=row, by=request.user)
    said = _("Sent back with the reason.") if form else _("Confirmed: task %(number)d is done.")
    if done := asking.answered(request, decision, lifecycle, row, act, said % {"number": row.number}):
        return done
    context = {"task": row, "decision": decision, "crumbs": crumbs(row.project, decision.label)}
    return render(request, "projects/tasks/decide.html", context)
