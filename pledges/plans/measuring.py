"""What is done about measures: reported with proof, confirmed, their due days moved; resources brought in."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.attachments.pages import handed_out
from core.choices import READERS, Role
from core.forms import attempt
from core.reporting.pages import answered
from core.web.access import page
from core.workflow import asking
from core.workflow.decisions import Decision
from core.workflow.forms import ReturnForm
from pledges import actions, roles
from pledges.actions.plans.measuring import idle
from pledges.addresses import measure_address
from pledges.choices import PlanKind
from pledges.lifecycles.plans import measure_table, move_table
from pledges.models import DueMove, Measure, Plan, Proof, Resource
from pledges.plans.fetching import crumbs, plan_of
from pledges.plans.small_forms import DueMoveForm, DueMoveRefusalForm, MeasureReportForm, ResourceForm
from pledges.queries.plans.starting import late

REPORTERS = (Role.UNIT, Role.BRANCH)
REVIEWERS = (Role.DEPARTMENT, Role.UNIT)


@page(*REPORTERS, post=True)
def report(request, number, measure):
    """Say what was done for one measure: when, what, with a picture or a link."""
    plan, row = _measure(request, number, measure)
    role = _reporter(request, plan)
    if request.method != "POST" and (why := idle(plan)):
        return asking.refused(request, plan, why)
    proofs = request.scope.of(plan.proofs.all())
    form = MeasureReportForm(request.POST or None, request.FILES or None, measure=row, proofs=proofs)
    verb = partial(actions.report, measure=row, role=role, by=request.user)
    if done := answered(request, form, verb, back=measure_address(plan.pk, row.number)):
        return done
    decision = Decision(_("Send"), plan.get_absolute_url(), form)
    context = {"plan": plan, "measure": row, "decision": decision, "crumbs": crumbs(request, plan, _("Report"))}
    return render(request, "pledges/plans/report.html", context)


@page(*REVIEWERS, post=True)
def decide_measure(request, number, measure, verb):
    """Confirm a reported measure, or say what is missing."""
    plan, row = _measure(request, number, measure)
    lifecycle = measure_table(row)
    transition = asking.transition_of(lifecycle, verb, request.scope.roles_at(plan.organisation))
    form = ReturnForm(request.POST or None) if transition.remark else None
    refusal = asking.refusal(request, lifecycle, row, transition)
    decision = Decision(transition.label, measure_address(plan.pk, row.number), form, refusal=refusal)
    if done := _decide_measure(request, row, decision):
        return done
    context = {"plan": plan, "measure": row, "decision": decision, "crumbs": crumbs(request, plan, decision.label)}
    return render(request, "pledges/plans/measure.html", context)


@page(*REPORTERS, post=True)
def move(request, number, measure=None):
    """Ask for another due day, of a measure or of the whole plan."""
    plan, row = _measure(request, number, measure) if measure else (plan_of(request, number), None)
    _reporter(request, plan)
    if request.method != "POST" and (why := idle(plan)):
        return asking.refused(request, plan, why)
    form = DueMoveForm(request.POST or None)
    if form.is_valid() and attempt(
        form, lambda: actions.ask_move(plan=plan, measure=row, **form.cleaned_data, by=request.user)
    ):
        messages.success(request, _("The move is asked for; the due day holds until it is granted."))
        if warning := _late(plan, row, form.cleaned_data["new_day"]):
            messages.warning(request, warning)
        return redirect(plan)
    decision = Decision(_("Ask for another due day"), plan.get_absolute_url(), form)
    context = {"plan": plan, "measure": row, "decision": decision, "crumbs": crumbs(request, plan, decision.label)}
    return render(request, "pledges/plans/move.html", context)


@page(*REVIEWERS, post=True)
def decide_move(request, number, move, verb):
    """Grant or refuse a move of a due day."""
    plan = plan_of(request, number)
    row = request.scope.get(request.scope.of(DueMove).select_related("measure"), pk=move, plan=plan)
    row.plan = plan
    lifecycle = move_table(row)
    transition = asking.transition_of(lifecycle, verb, request.scope.roles_at(plan.organisation))
    form = DueMoveRefusalForm(request.POST or None) if transition.remark else None
    refusal = asking.refusal(request, lifecycle, row, transition)
    decision = Decision(transition.label, plan.get_absolute_url(), form, refusal=refusal)
    if done := _decide_move(request, row, decision):
        return done
    context = {"plan": plan, "move": row, "decision": decision, "crumbs": crumbs(request, plan, transition.label)}
    context["late"] = _late(plan, row.measure, row.new_day)
    return render(request, "pledges/plans/move_decide.html", context)


@page(*REPORTERS, post=True)
def resource(request, number):
    """Note what is brought in for a rectification."""
    plan = plan_of(request, number)
    if plan.kind != PlanKind.RECTIFICATION:
        raise Http404
    _reporter(request, plan)
    if request.method != "POST" and not roles.brings_in(request.scope, plan):
        return asking.refused(request, plan, _("Resources are noted here while the plan is in force."))
    form = ResourceForm(request.POST or None)
    if form.is_valid() and attempt(form, lambda: actions.add_resource(plan=plan, **form.cleaned_data, by=request.user)):
        messages.success(request, _("The resource is noted."))
        return redirect(f"{plan.get_absolute_url()}#resources")
    decision = Decision(_("Note a resource"), plan.get_absolute_url(), form)
    context = {"plan": plan, "decision": decision, "crumbs": crumbs(request, plan, decision.label)}
    return render(request, "pledges/plans/resource.html", context)


@require_POST
@page(*REPORTERS, post=True)
def drop_resource(request, number, resource):
    """Take back a resource that was noted by mistake."""
    plan = plan_of(request, number)
    _reporter(request, plan)
    row = request.scope.of(Resource).select_related("plan").filter(pk=resource, plan=plan).first()
    if row is None:
        return asking.refused(request, plan, _("The resource is taken back already."))
    try:
        actions.drop_resource(resource=row, by=request.user)
    except ValidationError as ended:
        return asking.refused(request, plan, " ".join(ended.messages))
    messages.success(request, _("The resource is taken back."))
    return redirect(f"{plan.get_absolute_url()}#resources")


@page(*READERS)
def proof(request, number):
    """A proof as a download, for whoever may read its plan."""
    row = request.scope.get(request.scope.of(Proof).select_related("plan__organisation"), pk=number)
    return handed_out(request, row, plan=row.plan_id, organisation=row.plan.organisation.code)


def _measure(request, number, measure) -> tuple[Plan, Measure]:
    plan = plan_of(request, number)
    row = request.scope.get(request.scope.of(Measure).filter(plan=plan), number=measure)
    row.plan = plan
    return plan, row


def _reporter(request, plan) -> str:
    """The role in which the person reports. Raises: PermissionDenied for who never does."""
    role = roles.reporting_role(request.scope, plan)
    if not role:
        raise PermissionDenied
    return role


def _late(plan, measure, new_day):
    """What is worth a word about a move of the plan's own due day; "" when nothing is."""
    return "" if measure else late(plan, new_day)


def _decide_measure(request, row, decision):
    said = _("Sent back with the reason.") if decision.form else _("Confirmed: measure %(number)d is done.")
    act = actions.unconfirm if decision.form else actions.confirm
    verb = partial(act, measure=row, by=request.user)
    return asking.answered(request, decision, measure_table(row), row, verb, said % {"number": row.number})


def _decide_move(request, row, decision):
    said = _("The due day stays.") if decision.form else _("The due day is moved.")
    act = _refuse_move if decision.form else actions.grant_move
    verb = partial(act, move=row, by=request.user)
    return asking.answered(request, decision, move_table(row), row, verb, said)


def _refuse_move(*, move, reason, by):
    actions.refuse_move(move=move, answer=reason, by=by)
