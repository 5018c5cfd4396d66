"""What is decided about a plan and its versions: each verb of its life-cycle asks once, then says what it did."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.choices import Role
from core.forms import attempt
from core.web.access import page
from core.workflow import asking
from core.workflow.decisions import Decision
from core.workflow.forms import ReturnForm, WithdrawalForm
from core.workflow.verbs import Verb
from pledges import actions, roles
from pledges.actions.plans.ending import too_early
from pledges.choices import PlanKind, PlanOutcome, PlanState
from pledges.lifecycles.plans import table, version_table
from pledges.models import Version
from pledges.plans.fetching import crumbs, plan_of
from pledges.plans.page import PlanPage
from pledges.plans.small_forms import AssessmentForm, CountsForm, LookBackForm, OutcomeForm

JUDGED = (PlanState.ACCEPTANCE, PlanState.ACCEPTED)  # where measures that are not done are told
ROLES = (Role.DEPARTMENT, Role.UNIT, Role.BRANCH)


PLAN_VERBS = {
    "submit": Verb(actions.submit, gettext_lazy("Submitted for review.")),
    "return": Verb(
        actions.return_,
        gettext_lazy("Returned with the reason."),
        ReturnForm,
        gettext_lazy("The reason stands on top of the plan it goes back to."),
    ),
    "adopt": Verb(actions.adopt, gettext_lazy("It is in force from today on.")),
    "assess": Verb(actions.assess, gettext_lazy("The self-assessment is handed in."), AssessmentForm),
    "send_back": Verb(
        actions.send_back,
        gettext_lazy("The self-assessment is sent back with the reason."),
        ReturnForm,
        gettext_lazy("The reason stands on top of the pledge; the self-assessment stays and is corrected there."),
    ),
    "decide": Verb(actions.decide_outcome, gettext_lazy("The outcome is decided; the plan has ended."), OutcomeForm),
    "withdraw": Verb(
        actions.withdraw,
        gettext_lazy("Withdrawn; the plan has ended."),
        WithdrawalForm,
        gettext_lazy("A withdrawn plan covers nothing from today on. It cannot be taken back."),
    ),
    "finish": Verb(actions.finish, gettext_lazy("Closed as done.")),
    "ask": Verb(actions.ask_acceptance, gettext_lazy("Acceptance is asked for.")),
    "refuse": Verb(
        actions.refuse_acceptance,
        gettext_lazy("Not accepted; the work goes on."),
        ReturnForm,
        gettext_lazy("The reason stands on top of the plan it goes back to."),
    ),
    "accept": Verb(
        actions.accept,
        gettext_lazy("Accepted; it is settled when a rating says that the goal is reached."),
        CountsForm,
        gettext_lazy("Enter the counts of the meeting that judged it."),
    ),
    "settle": Verb(
        actions.settle,
        gettext_lazy("Settled; the plan has ended."),
        explanation=gettext_lazy("It ends today, and is looked back at some months later."),
    ),
}
VERSION_VERBS = {
    "submit": Verb(actions.submit_version, gettext_lazy("The new version is submitted for review.")),
    "return": Verb(actions.return_version, gettext_lazy("Returned with the reason."), ReturnForm),
    "adopt": Verb(actions.adopt_version, gettext_lazy("The new version is in force from today on.")),
}


@page(*ROLES, post=True)
def decide(request, number, verb):
    """Carry out one verb of the plan's life-cycle; a GET asks first."""
    plan = plan_of(request, number)
    transition = asking.transition_of(table(plan), verb, request.scope.roles_at(plan.organisation))
    return _carry_out(request, plan, plan, PLAN_VERBS[verb], transition, {"plan": plan})


@page(*ROLES, post=True)
def decide_version(request, number, verb):
    """Submit, return or adopt the next version of a plan."""
    plan = plan_of(request, number)
    transition = asking.transition_of(version_table(plan), verb, request.scope.roles_at(plan.organisation))
    version = plan.versions.order_by("number").last()
    if version is None:
        raise Http404
    version.plan = plan
    return _carry_out(request, plan, version, VERSION_VERBS[verb], transition, {"version": version})


@page(Role.UNIT, Role.DEPARTMENT, post=True)
def appraise(request, number):
    """Enter the counts of the meeting that judged a pledge (评诺)."""
    plan = plan_of(request, number)
    if plan.kind != PlanKind.PLEDGE or not plan.is_adopted:
        raise Http404
    if not roles.reviews(request.scope, plan):
        raise PermissionDenied
    said = _("The counts are saved.")
    return _ask(request, plan, CountsForm(request.POST or None), actions.appraise, _("Counts of the meeting"), said)


@page(Role.DEPARTMENT, post=True)
def look_back(request, number):
    """Say what became of a settled rectification (回头看)."""
    plan = plan_of(request, number)
    if plan.kind != PlanKind.RECTIFICATION or plan.outcome != PlanOutcome.SETTLED:
        raise Http404
    refusal = _("It was looked back at already.") if hasattr(plan, "look_back") else ""
    said, form = _("The look-back is saved."), LookBackForm(request.POST or None)
    return _ask(request, plan, form, actions.look_back, _("Look back"), said, refusal=refusal)


def _carry_out(request, plan, row, verb, transition, about):
    lifecycle = _lifecycle(plan, row)
    refusal = asking.refusal(request, lifecycle, row, transition) or too_early(plan, transition.name)
    page = PlanPage(plan, request.scope)
    decision = Decision(transition.label, row.get_absolute_url(), _form(request, page, verb), refusal=refusal)
    carry_out = partial(verb.act, **about, by=request.user)
    said = _published(plan) if verb is PLAN_VERBS["adopt"] and plan.kind == PlanKind.PLEDGE else str(verb.said)
    done = asking.answered(request, decision, lifecycle, row, carry_out, said)
    undone = page.undone if transition.target in JUDGED else 0
    return done or _show(request, page, decision, verb.explanation, *_way(row), transition.label, undone=undone)


def _published(plan):
    """What is said of a pledge that is published, with the way to where everybody reads it."""
    sentence = _("It is published and in force from today on; everybody can read it:")
    return format_html('{} <a href="{}">{}</a>', sentence, reverse("pledges:pledge", args=[plan.pk]), _("Public page"))


def _way(row):
    """The page between the plan's and the decision's: the version's."""
    if not isinstance(row, Version):
        return []
    return [(_("Version %(number)d") % {"number": row.number}, row.get_absolute_url())]


def _lifecycle(plan, row):
    return version_table(plan) if isinstance(row, Version) else table(plan)


def _form(request, page, verb):
    """The form of a verb with what is known already: the proposed outcome, a self-assessment that came back."""
    known = {"outcome": page.proposal.outcome if page.proposal else "", "text": page.plan.assessment}
    return verb.form(request.POST or None, initial=known) if verb.form else None


def _ask(request, plan, form, act, label, said, *, refusal=""):
    """Ask for `form`, do it, say so."""
    decision = Decision(label, plan.get_absolute_url(), form, refusal=refusal)
    if decision.is_confirmed and attempt(form, lambda: act(plan=plan, **form.cleaned_data, by=request.user)):
        messages.success(request, said)
        return redirect(plan)
    return _show(request, PlanPage(plan, request.scope), decision, "", label)


def _show(request, page, decision, explanation, *way, undone=0):
    context = {
        "plan": page.plan,
        "page": page,
        "undone": undone,
        "decision": decision,
        "explanation": explanation,
        "crumbs": crumbs(request, page.plan, *way),
    }
    return render(request, "pledges/plans/decide.html", context)
