"""Help for a branch is proposed, from the branches that fit it best."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from branches.choices import BRANCH_KINDS
from branches.models import Organisation
from core.choices import Role
from core.web.access import page
from core.workflow import asking
from core.workflow.decisions import Decision
from pledges.models import Twinning
from pledges.queries.twinnings.suggesting import candidates
from pledges.twinning.form import ProposalForm
from pledges.twinning.parties import proposing_role
from ratings.choices import Tier
from ratings.queries.cohort import tier_of

PROPOSERS = (Role.DEPARTMENT, Role.UNIT, Role.BRANCH)


@page(*PROPOSERS, post=True)
def new(request, organisation):
    """Propose who helps a branch; its own unit and itself agree by that."""
    helped, today = request.scope.get(Organisation, code=organisation), timezone.localdate()
    if helped.kind not in BRANCH_KINDS or not helped.is_open_on(today):
        return asking.refused(request, helped, _("Only a branch that is open is helped."))
    found = candidates(helped, today, request.scope.roles_at(helped))
    form = ProposalForm(request.POST or None, helped=helped, candidates=found)
    role, unended = proposing_role(request.scope, helped), _unended(request, helped)
    if form.is_valid() and (made := form.save(role=role, by=request.user, unended=unended)):
        messages.success(request, _("Proposed; it is in force once both sides have agreed."))
        return redirect(made)
    context = {
        "helped": helped,
        "tier": (tier := tier_of(helped, today)),
        "is_lagging": tier == Tier.LAGGING,
        "unended": unended,
        "decision": Decision(_("Propose"), helped.get_absolute_url(), form),
        "crumbs": [(helped.name, helped.get_absolute_url()), (_("Propose a twinning"), None)],
    }
    return render(request, "pledges/twinning/new.html", context)


def _unended(request, helped):
    """The twinnings in which `helped` is, or is to be, helped."""
    return request.scope.of(Twinning).unended().filter(helped=helped).with_people().order_by("starts_on", "pk")
