"""An application is begun, written, given proofs; a draft is thrown away."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from branches.models import Organisation
from core.forms import attempt, settled
from core.web.access import page
from core.workflow import asking
from core.workflow.decisions import Decision
from projects.actions import applications as actions
from projects.applications.form import ApplicationForm
from projects.applications.panel import gap_links
from projects.applications.parts import application_parts
from projects.applications.small_forms import BeginForm, ProofForm
from projects.calls.fetching import call_of
from projects.calls.fetching import crumbs as crumbs_of_call
from projects.choices import BEING_APPROVED, WRITTEN, FileUse, ProjectState
from projects.fetching import WRITERS, crumbs, project_of
from projects.models import Project, ProjectFile
from projects.parts import writer
from projects.queries.applying.calls import applicants, bar, draft_of


@page(*WRITERS, post=True)
def apply(request, number, organisation):
    """Begin an application with its title; one that is being written is gone on with."""
    call = call_of(request, number)
    owner = request.scope.get(Organisation, code=organisation)
    if not applicants(request.scope).filter(pk=owner.pk).exists():
        raise PermissionDenied
    if draft := draft_of(call, owner):
        return _gone_on_with(request, draft)  # a second press, or the back button
    form, found = BeginForm(request.POST or None), bar(call, owner)
    begin = {"call": call, "organisation": owner, "by": request.user}
    if not found and form.is_valid() and (made := attempt(form, lambda: actions.begin(**begin, **form.cleaned_data))):
        is_own = made.title == form.cleaned_data["title"]
        return redirect("projects:edit", made.pk) if is_own else _gone_on_with(request, made)
    decision = Decision(_("Begin"), call.get_absolute_url(), form, refusal=found.sentence if found else "")
    context = {"call": call, "owner": owner, "bar": found, "decision": decision}
    return render(request, "projects/applications/apply.html", context | {"crumbs": crumbs_of_call(call, _("Apply"))})


def _gone_on_with(request, draft):
    messages.info(request, _("An application to this call is being written already: go on with that one."))
    return redirect(draft)


@page(*WRITERS, post=True)
def edit(request, number):
    """Write a draft or what came back, as far as it is typed; or the changes that are asked for."""
    project = _own(request, number)
    changes = project.state in BEING_APPROVED
    if request.method != "POST" and project.state not in (*WRITTEN, ProjectState.REVISING):
        return asking.refused(request, project, _("It cannot be changed now: look where it stands."))
    form = ApplicationForm(request.POST or None, project=project, changes=changes)
    if form.is_valid() and form.save(by=request.user):
        messages.success(request, _("Saved."))
        return redirect(project)
    gaps = [] if changes else gap_links(project)
    context = {
        "form": form,
        "parts": application_parts(form, gaps),
        "project": project,
        "gaps": gaps,
        "crumbs": crumbs(project, _("Edit")),
    }
    return render(request, "projects/applications/edit.html", context)


@page(*WRITERS, post=True)
def discard(request, number):
    """Ask once, then throw away a draft with its proofs."""
    if request.method == "POST" and _is_gone(request, number):
        messages.info(request, _("The draft was thrown away already."))
        return redirect("projects:projects")
    project = _own(request, number)
    refusal = "" if project.state == ProjectState.DRAFT else _("Only a draft can be thrown away.")
    if request.method == "POST":
        said = _("The draft is thrown away.")
        return _carried_out(request, lambda: actions.discard(project=project, by=request.user), project, said, back="")
    decision = Decision(_("Throw away"), project.get_absolute_url(), refusal=refusal)
    context = {"project": project, "decision": decision, "crumbs": crumbs(project, decision.label)}
    return render(request, "projects/applications/discard.html", context)


@page(*WRITERS, post=True)
def add_proof(request, number):
    """Add a file or a link."""
    project = _own(request, number)
    if request.method != "POST" and project.state not in WRITTEN:
        return asking.refused(request, project, _("It cannot be changed now: look where it stands."))
    form = ProofForm(request.POST or None, request.FILES or None)
    send = {"project": project, "by": request.user}
    if form.is_valid() and attempt(form, lambda: actions.add_proof(**send, **form.cleaned_data)):
        messages.success(request, _("The proof is added."))
        return redirect(f"{project.get_absolute_url()}#proofs")
    decision = Decision(_("Add the proof"), project.get_absolute_url(), form)
    context = {"project": project, "decision": decision, "crumbs": crumbs(project, decision.label)}
    return render(request, "projects/applications/proof.html", context)


@require_POST
@page(*WRITERS, post=True)
def drop_proof(request, number, file):
    """Remove a file or a link of the application."""
    project = _own(request, number)
    row = request.scope.of(ProjectFile).filter(project=project, pk=file, use=FileUse.APPLICATION).first()
    if row is None:
        return asking.refused(request, project, _("The proof is removed already."))
    row.project = project
    said, back = _("The proof is removed."), f"{project.get_absolute_url()}#proofs"
    return _carried_out(request, lambda: actions.drop_proof(proof=row, by=request.user), project, said, back)


def _own(request, number) -> Project:
    """The project for who applies for it. Raises: Http404; PermissionDenied for others."""
    project = project_of(request, number)
    if writer(project) not in request.scope.roles_at(project.organisation):
        raise PermissionDenied
    return project


def _carried_out(request, verb, project, said, back):
    try:
        settled(verb)
    except ValidationError as refused:
        return asking.refused(request, project, " ".join(refused.messages))
    messages.success(request, said)
    return redirect(back or "projects:projects")


def _is_gone(request, number):
    """Whether a project of that number was thrown away within the scope: a second press of the button."""
    gone = Project.history.filter(id=number, history_type="-").values("organisation")
    return applicants(request.scope).filter(pk__in=gone).exists()
