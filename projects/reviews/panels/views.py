"""Experts are assigned to a project, or to several of a call; taken away; their panel is closed."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.web.access import page
from core.workflow import asking
from core.workflow.decisions import Decision
from projects.actions import reviews as actions
from projects.choices import JUDGED_IN
from projects.fetching import crumbs
from projects.models import Expert, Panel, Seat
from projects.queries.judging.experts import in_office
from projects.queries.reviews import is_judged, results_of
from projects.reviews.fetching import JUDGES, done, hosted_call, judged_project, judged_projects, stage_of
from projects.reviews.panels.form import AssignForm


@page(*JUDGES, post=True)
def panel(request, number, stage):
    """The experts of one project at one stage."""
    project, stage = judged_project(request, number), stage_of(stage)
    if not is_judged(project, stage):
        return asking.refused(request, project, _("It is not judged by experts now: look where it stands."))
    form, seats = _form(request, [project], stage)
    address = reverse("projects:panel", args=[number, stage])
    if form.is_valid() and form.save(by=request.user):
        messages.success(request, _("The experts are assigned: they find it on their page."))
        return redirect(address)
    context = {
        "project": project,
        "stage": stage,
        "form": form,
        "seats": seats,
        "panel": form.panels.get(project.pk),
        "today": timezone.localdate(),
        "crumbs": crumbs(project, stage.label),
    }
    return render(request, "projects/reviews/panels/panel.html", context)


@page(*JUDGES, post=True)
def assign(request, number):
    """The same experts for several projects of a call, which were ticked in the ranking."""
    call, stage = hosted_call(request, number), stage_of(request.GET.get("stage", ""))
    ranking = f"{reverse('projects:ranking', args=[number])}?stage={stage}"
    asked = judged_projects(request, call, request.GET.getlist("ticked"))
    projects = [one for one in asked if one.state == JUDGED_IN[stage]]
    if not projects:
        messages.info(request, _("Tick projects that are judged by experts now."))
        return redirect(ranking)
    form, _seats = _form(request, projects, stage)
    if form.is_valid() and form.save(by=request.user):
        messages.success(request, _("The experts are assigned: they find it on their page."))
        return redirect(ranking)
    way = [(call.title, call.get_absolute_url()), (_("Ranking"), ranking), (_("Assign experts"), None)]
    context = {"projects": projects, "stage": stage, "form": form, "back": ranking, "crumbs": way}
    return render(request, "projects/reviews/panels/assign.html", context)


@require_POST
@page(*JUDGES, post=True)
def unseat(request, number, stage, seat):
    """Take an expert from a panel."""
    project, stage = judged_project(request, number), stage_of(stage)
    address = reverse("projects:panel", args=[number, stage])
    row = request.scope.of(Seat).filter(pk=seat, panel__project=project, panel__stage=stage)
    found = row.select_related("panel__project__call").first()
    if found is None:
        messages.info(request, _("This expert is taken from the panel already."))
        return redirect(address)
    return done(request, lambda: actions.unseat(seat=found, by=request.user), _("Taken from the panel."), address)


@page(*JUDGES, post=True)
def close(request, number, stage):
    """Ask once, then end the work of a panel before its day."""
    project, stage = judged_project(request, number), stage_of(stage)
    rows = request.scope.of(Panel).standing().select_related("project__call", "project__organisation")
    found, address = request.scope.get(rows, project=project, stage=stage), project.get_absolute_url()
    if request.method == "POST":
        said = _("The panel is closed: it can be decided now.")
        return done(request, lambda: actions.close(panel=found, by=request.user), said, address)
    result = results_of([project], stage).get(project.pk)
    decision = Decision(_("Close the panel"), reverse("projects:panel", args=[number, stage]))
    context = {"project": project, "result": result, "decision": decision, "crumbs": crumbs(project, decision.label)}
    return render(request, "projects/reviews/panels/close.html", context)


def _form(request, projects, stage):
    """The form for `projects`, and the seats of their panels."""
    seats = request.scope.of(Seat).assigned().filter(panel__project__in=projects, panel__stage=stage).order_by("pk")
    seats = list(seats.select_related("panel", "expert__user", "expert__unit"))
    facts = {
        "experts": list(in_office(request.scope.of(Expert), timezone.localdate())),
        "panels": request.scope.of(Panel).standing().filter(project__in=projects, stage=stage),
        "seats": seats,
    }
    return AssignForm(request.POST or None, projects=projects, stage=stage, **facts), seats
