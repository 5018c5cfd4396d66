"""An entry is written: begun, changed, given pictures and captions."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST

from branches.choices import BRANCH_KINDS
from branches.models import Organisation
from core.choices import Role
from core.forms import attempt
from core.web.access import page
from core.workflow import asking
from core.workflow.decisions import Decision
from pledges.actions import showcase as actions
from pledges.actions.showcase.checks import check_branch
from pledges.choices import IN_HAND, EntryState
from pledges.lifecycles.showcase import WRITTEN
from pledges.models import ShowcaseEntry, ShowcasePicture
from pledges.showcase.fetching import crumbs, own_branches, own_entry
from pledges.showcase.form import PictureForm, ShowcaseForm
from projects.queries.excellent import excellent_of
from ratings.queries.cohort import tier_of

WRITERS = (Role.UNIT, Role.BRANCH)


@page(*WRITERS, post=True)
def new(request, organisation):
    """Propose what a branch that stands at advanced shows."""
    owner = request.scope.get(Organisation, code=organisation, kind__in=BRANCH_KINDS)
    if owner not in own_branches(request.scope):
        raise PermissionDenied
    if request.method != "POST" and (why := _not_shown(owner)):
        return asking.refused(request, owner, why)
    rows = request.scope.of(ShowcaseEntry).filter(organisation=owner, state__in=IN_HAND)
    if request.method != "POST" and (there := rows.first()):
        messages.info(request, _("An entry of this branch is in hand already: go on with that one."))
        return redirect(there)  # a second click, or the back button
    way = [(_("Showcase"), reverse("pledges:showcase_entries")), (pgettext("showcase", "Propose"), None)]
    offered = excellent_of(owner)
    form = ShowcaseForm(request.POST or None, organisation=owner, project=_taken(request, offered))
    return _answer(request, form, way, offered=list(offered))


@page(*WRITERS, post=True)
def edit(request, number):
    """Change the text of a draft or of what came back."""
    entry = own_entry(request, number)
    if request.method != "POST" and entry.state not in WRITTEN:
        return asking.refused(request, entry, _("It cannot be changed now: look where it stands."))
    form = ShowcaseForm(request.POST or None, organisation=entry.organisation, entry=entry)
    return _answer(request, form, crumbs(entry, _("Edit")))


@page(*WRITERS, post=True)
def discard(request, number):
    """Ask once, then throw away a draft with its pictures."""
    if request.method == "POST" and _is_gone(request, number):
        messages.info(request, _("The draft was thrown away already."))
        return redirect("pledges:showcase_entries")
    entry = own_entry(request, number)
    if request.method == "POST":
        return _discard(request, entry)
    refusal = "" if entry.state == EntryState.DRAFT else _("Only a draft can be thrown away.")
    decision = Decision(_("Throw away"), entry.get_absolute_url(), refusal=refusal)
    context = {"entry": entry, "decision": decision, "crumbs": crumbs(entry, decision.label)}
    return render(request, "pledges/showcase/discard.html", context)


@page(*WRITERS, post=True)
def add_picture(request, number):
    """Add one picture with its caption."""
    entry = own_entry(request, number)
    if request.method != "POST" and entry.state not in WRITTEN:
        return asking.refused(request, entry, _("It cannot be changed now: look where it stands."))
    form = PictureForm(request.POST or None, request.FILES or None)
    if form.is_valid() and attempt(form, lambda: _add(entry, form.cleaned_data, request.user)):
        messages.success(request, _("The picture is added."))
        return redirect(f"{entry.get_absolute_url()}#pictures")
    decision = Decision(_("Add the picture"), entry.get_absolute_url(), form)
    context = {"entry": entry, "decision": decision, "crumbs": crumbs(entry, decision.label)}
    return render(request, "pledges/showcase/picture.html", context)


@require_POST
@page(*WRITERS, post=True)
def drop_picture(request, number, picture):
    """Remove a picture."""
    entry = own_entry(request, number)
    row = request.scope.of(ShowcasePicture).filter(entry=entry, pk=picture).first()
    if row is None:
        return asking.refused(request, entry, _("The picture is removed already."))
    row.entry = entry
    try:
        actions.drop_picture(picture=row, by=request.user)
    except ValidationError as late:
        return asking.refused(request, entry, " ".join(late.messages))
    messages.success(request, _("The picture is removed."))
    return redirect(f"{entry.get_absolute_url()}#pictures")


def _taken(request, offered):
    """The excellent project that the address names, None of others."""
    asked = request.GET.get("project", "")
    return offered.filter(pk=int(asked)).first() if asked.isascii() and asked.isdecimal() and len(asked) < 10 else None


def _not_shown(owner):
    """Why `owner` shows nothing today, in a sentence; "" when it may."""
    today = timezone.localdate()
    try:
        check_branch(owner, tier_of(owner, today), today=today)
    except ValidationError as refused:
        return " ".join(refused.messages)
    return ""


def _is_gone(request, number):
    """Whether an entry of that number was thrown away within the scope: a second press of the button."""
    gone = ShowcaseEntry.history.filter(id=number, history_type="-").values("organisation")
    return request.scope.of(Organisation).filter(pk__in=gone).exists()


def _discard(request, entry):
    try:
        actions.discard(entry=entry, by=request.user)
    except ValidationError as late:
        return asking.refused(request, entry, " ".join(late.messages))
    messages.success(request, _("The draft is thrown away."))
    return redirect("pledges:showcase_entries")


def _answer(request, form, way, *, offered=()):
    if form.is_valid() and (saved := form.save(by=request.user)):
        messages.success(request, _("Saved. Add the pictures, look at it once more, then submit it for review."))
        return redirect(saved)
    back = form.entry or form.organisation
    context = {"form": form, "owner": form.organisation, "cancel": back.get_absolute_url(), "crumbs": way}
    context["offered"] = offered
    return render(request, "pledges/showcase/edit.html", context)


def _add(entry, values, user):
    return actions.add_picture(entry=entry, file=values["file"], caption=values["caption"], by=user)
