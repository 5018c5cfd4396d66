"""What is to be done next about a plan or a duty, and by whom: one step, for the pages of organisations (R25–R27b)."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from branches.models import Organisation
from core.choices import Role
from core.reporting.choices import ReportedState
from core.scope import Scope
from pledges import addresses
from pledges.choices import DutyKind, ExceptionState, PlanKind, PlanState, TwinningState
from pledges.lifecycles.plans import confirmer, is_sent_back, reviewer, table_where
from pledges.models import Benchmark, Meeting, Plan
from pledges.queries.duties import Duty
from pledges.queries.plans.on_day import PlanOnDay

WRITE = {
    DutyKind.PLEDGE: gettext_lazy("Write the pledge"),
    DutyKind.BENCHMARK: gettext_lazy("Choose a benchmark"),
    DutyKind.ACTIVITY: gettext_lazy("Write the activity plan"),
    DutyKind.RECTIFICATION: gettext_lazy("Write the rectification"),
    DutyKind.HELPER: gettext_lazy("Propose a helper"),
    DutyKind.UNIT: gettext_lazy("Write the unit's plan"),
    DutyKind.MEETING: gettext_lazy("Hold a review meeting"),
}


@dataclass(frozen=True)
class NextStep:
    """What comes next with a plan or a duty of an organisation: `label` of its button, `who` takes it (None: nobody, it
    comes by itself), `url` where; `at`: another organisation at which they hold that role, None for its own."""

    label: str
    who: Role | None
    url: str
    at: Organisation | None = None

    def is_for(self, scope: Scope, organisation: Organisation) -> bool:
        """Whether who looks takes this step of `organisation`."""
        return scope.covers((self.at or organisation).path, self.who)

    @property
    def waits_for(self) -> str:
        """Whom it waits for, in words; "" for nobody."""
        return self.at.name if self.at else str(self.who.label) if self.who else ""


def maker_at(organisation: Organisation) -> Role:
    """Who makes the plans of an organisation; a 直属党支部 is led by its unit's secretary."""
    return Role.UNIT if organisation.is_unit else Role.BRANCH


def submitter_of(kind: str, organisation: Organisation) -> Role:
    """Who submits a plan of `kind`, or sees to a duty of it: the unit to the rectification and the helper of a branch,
    else who makes it."""
    return Role.UNIT if kind in (DutyKind.RECTIFICATION, DutyKind.HELPER) else maker_at(organisation)


def first_step(kind: DutyKind, organisation: Organisation) -> NextStep:
    """What comes next where a duty of `kind` is owed and nothing is in writing for it."""
    who = submitter_of(kind, organisation)
    return NextStep(str(WRITE[kind]), who, addresses.first_address(kind, organisation.code))


def seen_to_by(duty: Duty) -> Role | None:
    """Who sees to an open duty today; None while what is in writing waits for somebody else: its review, an approval,
    an agreement, its first day."""
    paper, place = duty.paper, duty.organisation
    if paper is not None and paper.state in PENDING:
        return None
    drafted = isinstance(paper, Plan) and paper.state == PlanState.DRAFT
    return submitter_of(duty.kind, place) if drafted or duty.kind == DutyKind.HELPER else maker_at(place)


PENDING = frozenset({PlanState.SUBMITTED, ExceptionState.ASKED, TwinningState.PROPOSED, TwinningState.AGREED})


def duty_step(duty: Duty) -> NextStep | None:
    """What comes next with a duty today; None where it is fulfilled."""
    if not duty.is_open:
        return None
    if duty.paper is None:
        return first_step(duty.kind, duty.organisation)
    if isinstance(duty.paper, Plan):
        duty.paper.organisation = duty.organisation
        return _before(duty.paper, duty.paper.state)
    return _begun(duty.paper, duty.organisation)


def _begun(paper, organisation):
    """What comes next with a benchmark, a meeting or a twinning that does not count yet."""
    page = paper.get_absolute_url()
    if isinstance(paper, Meeting):
        return NextStep(_("Close the meeting"), Role.UNIT, page)
    if not isinstance(paper, Benchmark):
        return _proposed(paper, page)
    if paper.state == ExceptionState.ASKED:
        return NextStep(_("Decide"), Role.DEPARTMENT, page)
    return NextStep(_("Correct it"), maker_at(organisation), addresses.benchmark_decision_address(paper.pk, "ask"))


def _proposed(twinning, page):
    """The helped side agrees, then the helper's at its own place; a leader's or department's word is recorded by the
    unit."""
    if twinning.state != TwinningState.PROPOSED:
        return NextStep(pgettext("step", "Open"), None, page)
    label, helper = pgettext("twinning", "Agree"), twinning.helper
    if not twinning.helped_agreed_at:
        return NextStep(label, maker_at(twinning.helped), page)
    return NextStep(label, maker_at(helper) if helper else Role.UNIT, page, at=helper)


def next_step(found: PlanOnDay, organisation: Organisation) -> NextStep | None:
    """What comes next with a plan of `organisation` as it stands today; None while it is simply being done."""
    found.plan.organisation = organisation
    return _before(found.plan, found.state) if found.state in BEFORE else _confirmation(found) or _running(found)


def _before(plan, state):
    label, page = BEFORE[state], addresses.plan_address(plan.pk)
    if state == PlanState.SUBMITTED:
        return NextStep(str(label), reviewer(plan), page)
    edit = addresses.edit_address(plan.pk)
    return NextStep(str(label), submitter_of(plan.kind, plan.organisation), edit)


BEFORE = {
    PlanState.DRAFT: gettext_lazy("Go on writing"),
    PlanState.RETURNED: gettext_lazy("Correct it"),
    PlanState.SUBMITTED: gettext_lazy("Review"),
}


def _confirmation(found):
    """The first measure that was reported as done is confirmed before anything else."""
    one = next((one for one in found.measures if one.state == ReportedState.REPORTED), None)
    if one is None:
        return None
    label = _("Confirm measure %(number)d") % {"number": one.number}
    who = confirmer(found.plan, by_unit=one.by_unit)
    return NextStep(label, who, addresses.measure_address(found.plan.pk, one.number))


def _running(found):
    plan, page = found.plan, addresses.plan_address(found.plan.pk)
    if found.state == PlanState.ACCEPTED:
        label, who = (_("Settle"), Role.DEPARTMENT) if found.at_goal else (_("Wait for a rating"), None)
        return NextStep(label, who, page)
    if found.state == PlanState.ACCEPTANCE:
        return NextStep(pgettext("step", "Accept"), table_where(plan, by_unit=found.by_unit)["accept"].role, page)
    if found.state == PlanState.ASSESSED or (found.overdue and plan.kind == PlanKind.PLEDGE):
        return NextStep(_("Decide"), reviewer(plan), addresses.decision_address(plan.pk, "decide"))
    if plan.kind == PlanKind.PLEDGE and is_sent_back(plan):
        return NextStep(_("Assess"), maker_at(plan.organisation), addresses.decision_address(plan.pk, "assess"))
    if found.progress.overdue:
        return NextStep(_("Report"), maker_at(plan.organisation), page)
    return _last(found)


def _last(found):
    """A rectification of which everything is done is to be accepted, once no version is in hand; another plan past its
    day is to be closed."""
    plan = found.plan
    if plan.kind == PlanKind.RECTIFICATION and found.progress.done == found.progress.total:
        if found.is_amended:
            return NextStep(pgettext("step", "Open"), Role.UNIT, addresses.plan_address(plan.pk))
        return NextStep(_("Ask"), Role.UNIT, addresses.decision_address(plan.pk, "ask"))
    if found.overdue and plan.kind in (PlanKind.ACTIVITY, PlanKind.UNIT):
        return NextStep(_("Close as done"), reviewer(plan), addresses.decision_address(plan.pk, "finish"))
    return None
