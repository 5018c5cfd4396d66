"""A call is written, published, given attachments; a draft is thrown away."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.forms import attempt, settled
from core.web.access import page
from core.workflow import asking
from core.workflow.decisions import Decision
from projects.actions import calls as actions
from projects.calls.fetching import HOSTS, crumbs, hosted, own_hosts
from projects.calls.form import CallFileForm, CallForm
from projects.calls.page import CallPage
from projects.models import Call, CallFile


@page(*HOSTS, post=True)
def new(request):
    """Begin a call: of the university, or of a unit for its own."""
    found = own_hosts(request.scope)
    if not found:
        raise PermissionDenied
    form = CallForm(request.POST or None, hosts=found)
    return _answer(request, form, crumbs(None, _("New call")), reverse("projects:calls"))


@page(*HOSTS, post=True)
def edit(request, number):
    """Change a draft, or correct what is published."""
    call = hosted(request, number)
    form = CallForm(request.POST or None, hosts=own_hosts(request.scope), call=call)
    return _answer(request, form, crumbs(call, _("Edit")), call.get_absolute_url())


@page(*HOSTS, post=True)
def publish(request, number):
    """Ask once, showing what applicants will see, then publish."""
    call = hosted(request, number)
    decision = Decision(_("Publish"), call.get_absolute_url(), refusal=_not_published(call))
    if request.method == "POST" and decision.refusal:
        return asking.refused(request, call, decision.refusal)
    if request.method == "POST":
        said = _("Published: who may apply sees it from now on.")
        return _carried_out(request, lambda: actions.publish(call=call, by=request.user), call, said)
    context = {"call": call, "decision": decision, "page": CallPage(call, request.scope)}
    return render(request, "projects/calls/publish.html", context | {"crumbs": crumbs(call, decision.label)})


@page(*HOSTS, post=True)
def discard(request, number):
    """Ask once, then throw away a draft with its attachments."""
    if request.method == "POST" and _is_gone(request, number):
        messages.info(request, _("The draft was thrown away already."))
        return redirect("projects:calls")
    call = hosted(request, number)
    refusal = _("Only a draft can be thrown away.") if call.is_published else ""
    if request.method == "POST" and refusal:
        return asking.refused(request, call, refusal)
    if request.method == "POST":
        said, back = _("The draft is thrown away."), reverse("projects:calls")
        return _carried_out(request, lambda: actions.discard(call=call, by=request.user), call, said, back)
    decision = Decision(_("Throw away"), call.get_absolute_url(), refusal=refusal)
    context = {"call": call, "decision": decision, "crumbs": crumbs(call, decision.label)}
    return render(request, "projects/calls/discard.html", context)


@page(*HOSTS, post=True)
def add_file(request, number):
    """Add one attachment."""
    call = hosted(request, number)
    form = CallFileForm(request.POST or None, request.FILES or None)
    if form.is_valid() and attempt(form, lambda: actions.add_file(call=call, by=request.user, **form.cleaned_data)):
        messages.success(request, _("The file is added."))
        return redirect(f"{call.get_absolute_url()}#files")
    decision = Decision(_("Add the file"), call.get_absolute_url(), form)
    context = {"call": call, "decision": decision, "crumbs": crumbs(call, decision.label)}
    return render(request, "projects/calls/file.html", context)


@require_POST
@page(*HOSTS, post=True)
def drop_file(request, number, file):
    """Remove an attachment."""
    call = hosted(request, number)
    row = request.scope.of(CallFile).filter(call=call, pk=file).first()
    if row is None:
        return asking.refused(request, call, _("The file is removed already."))
    row.call = call
    said, back = _("The file is removed."), f"{call.get_absolute_url()}#files"
    return _carried_out(request, lambda: actions.drop_file(file=row, by=request.user), call, said, back)


def _answer(request, form, way, cancel):
    if form.is_valid() and (saved := form.save(by=request.user)):
        said = _("Saved.") if saved.is_published else _("Saved. Look at it once more, then publish it.")
        messages.success(request, said)
        return redirect(saved)
    context = {"form": form, "cancel": cancel, "crumbs": way}
    return render(request, "projects/calls/edit.html", context)


def _carried_out(request, verb, call, said, back=""):
    try:
        settled(verb)
    except ValidationError as refused:
        return asking.refused(request, call, " ".join(refused.messages))
    messages.success(request, said)
    return redirect(back or call)


def _not_published(call):
    """Why `call` cannot be published, in a sentence; "" when it can."""
    if call.is_published:
        return _("It is published already.")
    try:
        actions.check_publishable(call)
    except ValidationError as refused:
        return " ".join(refused.messages)
    return ""


def _is_gone(request, number):
    """Whether a call of that number was thrown away within the scope: a second press of the button."""
    gone = Call.history.filter(id=number, history_type="-").values("host")
    return own_hosts(request.scope).filter(pk__in=gone).exists()
