"""A plan is written: begun, changed, thrown away; one in force by its next version."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from branches.models import Organisation
from core.choices import Role
from core.web.access import page
from core.workflow import asking
from core.workflow.decisions import Decision
from pledges import actions, roles, validation
from pledges.choices import EDITABLE, PlanKind, VersionState, kind_label
from pledges.lifecycles.plans import writers
from pledges.models import Plan
from pledges.plans.fetching import crumbs, plan_of
from pledges.plans.form import PlanForm
from pledges.queries.plans.starting import LATE, obstacle, offered, start
from ratings.queries.board import campaigns, chosen

WRITERS = (Role.UNIT, Role.BRANCH)
VERSION_DRAFTS = (VersionState.DRAFT, VersionState.RETURNED)


@page(*WRITERS, post=True)
def new(request, kind, organisation):
    """Begin a plan of an organisation; the goal and the day are filled in from its target and standing."""
    owner = request.scope.get(Organisation, code=organisation)
    campaign = chosen(campaigns(), timezone.localdate(), request.GET.get("campaign", ""))
    if kind not in PlanKind or campaign is None:
        raise Http404
    unwritten = Plan(kind=kind, organisation=owner, campaign=campaign)
    if writers(unwritten).isdisjoint(request.scope.roles_at(unwritten.organisation)):
        raise PermissionDenied
    if request.method != "POST" and (why := _makes_none(kind, owner)):
        return asking.refused(request, owner, why)
    rows = request.scope.of(Plan).filter(organisation=owner, campaign=campaign, kind=kind)
    previous = _relapsed(request, owner) if kind == PlanKind.RECTIFICATION else None
    known = start(kind, owner, campaign, timezone.localdate(), previous=previous)
    if request.method != "POST" and (there := rows.unended().filter(year=known.year).first()):
        return redirect(there)  # a second click, or the back button
    form = PlanForm(request.POST or None, kind=PlanKind(kind), organisation=owner, campaign=campaign, start=known)
    return _answer(request, form, previous=previous)


@page(*WRITERS, post=True)
def edit(request, number):
    """Change a draft or what came back, or write the next version of a plan in force."""
    plan = plan_of(request, number)
    if writers(plan).isdisjoint(request.scope.roles_at(plan.organisation)):
        raise PermissionDenied
    version = plan.versions.order_by("number").last()
    is_reviewed = version is not None and version.state == VersionState.SUBMITTED
    if request.method != "POST" and (is_reviewed or not roles.may_write(request.scope, plan)):
        return asking.refused(request, plan, _("It cannot be changed now: look where it stands."))
    known = start(plan.kind, plan.organisation, plan.campaign, timezone.localdate(), previous=plan.previous)
    facts = {"kind": PlanKind(plan.kind), "organisation": plan.organisation, "campaign": plan.campaign}
    return _answer(request, PlanForm(request.POST or None, **facts, start=known, plan=plan, version=version))


@page(*WRITERS, post=True)
def discard(request, number):
    """Ask once, then throw away a draft, or the next version that is being written."""
    if request.method == "POST" and _is_gone(request, number):
        messages.info(request, _("The draft was thrown away already."))
        return redirect("pledges:plans")
    plan = plan_of(request, number)
    if writers(plan).isdisjoint(request.scope.roles_at(plan.organisation)):
        raise PermissionDenied
    if request.method == "POST":
        return _discard(request, plan)
    found = _what_to_discard(plan)
    refusal = "" if found else _("Only a draft can be thrown away.")
    decision = Decision(_("Throw away"), (found or plan).get_absolute_url(), refusal=refusal)
    context = {"plan": plan, "decision": decision, "crumbs": crumbs(request, plan, _("Throw away"))}
    return render(request, "pledges/plans/discard.html", context)


def _makes_none(kind, owner):
    """Why `owner` makes no plan of `kind`, in a sentence; "" when it does."""
    try:
        validation.check_owner(kind, owner, today=timezone.localdate())
    except ValidationError as none:
        return " ".join(none.messages)
    return ""


def _relapsed(request, owner):
    """The rectification that a new one takes up; None when none did not last."""
    return request.scope.of(Plan).filter(organisation=owner).relapsed_on(timezone.localdate()).first()


def _answer(request, form, *, previous=None):
    if form.is_valid():
        written = form.save(previous=previous, by=request.user)
        if written:
            messages.success(request, _("Saved. Look at it once more, then submit it for review."))
            if form.is_late:
                messages.warning(request, str(LATE))
            return redirect(written)
    context = {
        "form": form,
        "owner": form.organisation,
        "heading": (heading := kind_label(form.kind, form.year)),
        "offered": _offered(form) if form.kind == PlanKind.PLEDGE else [],
        "obstacle": obstacle(form.kind, form.known) if form.plan is None else None,
        "previous": form.plan.previous if form.plan else previous,
        "cancel": form.back.get_absolute_url(),
        "crumbs": [(form.organisation.name, form.organisation.get_absolute_url()), (heading, None)],
    }
    return render(request, "pledges/plans/edit.html", context)


def _offered(form):
    return offered(form.organisation, form.campaign, timezone.localdate())


def _is_gone(request, number):
    """Whether a plan of that number was thrown away within the scope: a second press of the button."""
    gone = Plan.history.filter(id=number, history_type="-").values("organisation")
    return request.scope.of(Organisation).filter(pk__in=gone).exists()


def _what_to_discard(plan):
    """The version in hand, else the plan itself while nobody has adopted it; None when there is neither."""
    version = plan.versions.filter(state__in=VERSION_DRAFTS).first()
    return version or (plan if plan.state in EDITABLE else None)


def _discard(request, plan):
    found = _what_to_discard(plan)
    if found is None:
        return asking.refused(request, plan, _("Only a draft can be thrown away."))
    is_plan = found == plan
    try:
        if is_plan:
            actions.discard(plan=plan, by=request.user)
        else:
            actions.drop_version(version=found, by=request.user)
    except ValidationError as late:
        return asking.refused(request, plan, " ".join(late.messages))
    kept = _("The new version is thrown away; the plan goes on as it is.")
    messages.success(request, _("The draft is thrown away.") if is_plan else kept)
    return redirect(reverse("pledges:plans") if is_plan else plan)
