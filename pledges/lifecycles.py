"""The life-cycles of plans, one table a kind, and those of versions, measures and moved due days.

Who reviews: the unit what a branch does, the department what a base organisation does; a 直属党支部 is one, and its
secretary the unit's. A rectification is the department's to file and to settle.
"""

from dataclasses import replace

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from branches.choices import BASE_KINDS
from core.choices import Role
from core.workflow.lifecycle import Lifecycle, Transition
from pledges.choices import (
    EDITABLE,
    RUNNING,
    MeasureState,
    MoveState,
    PlanKind,
    PlanState,
    VersionState,
)
from pledges.models import Measure

DRAFTS = frozenset(EDITABLE)
SUBMITTED = frozenset({PlanState.SUBMITTED})
IN_FORCE = frozenset({PlanState.IN_FORCE})
WRITTEN = frozenset({VersionState.DRAFT, VersionState.RETURNED})
UNDER_REVIEW = frozenset({VersionState.SUBMITTED})
ADOPT = {
    PlanKind.PLEDGE: pgettext_lazy("pledge", "Approve and publish"),
    PlanKind.ACTIVITY: pgettext_lazy("plan", "Adopt"),
    PlanKind.RECTIFICATION: pgettext_lazy("plan", "File"),
    PlanKind.UNIT: pgettext_lazy("plan", "Approve"),
}


def not_reported_by(user):
    """Nobody confirms a measure they reported themselves (R26)."""
    return ~Q(reported_by=user) | Q(reported_by=None)


def took_no_part(user):
    """Nobody accepts a rectification of which they reported a measure (R27b)."""
    return ~Exists(Measure.objects.filter(plan=OuterRef("pk"), reported_by__isnull=False, reported_by=user))


def not_accepted_by(user):
    """Nobody settles what they accepted themselves (R27b)."""
    return ~Q(accepted_by=user) | Q(accepted_by=None)


OWN_PART = {
    not_reported_by: _("You reported this measure yourself: somebody else confirms it (R26)."),
    took_no_part: _("You reported a measure of it yourself: somebody else accepts it (R27b)."),
    not_accepted_by: _("You accepted it yourself: another officer settles it (R27b)."),
}


def own_part(row, transition: Transition, user) -> str:
    """Why `user` may not carry out `transition` on `row`, of which the first part was theirs; "" when they may. One
    query where the table says so, else none."""
    if transition.guard is None or type(row)._default_manager.filter(transition.guard(user), pk=row.pk).exists():
        return ""
    return str(OWN_PART[transition.guard])


def _review(kind, writer, reviewer):
    """Written, submitted, returned or adopted."""
    return (
        Transition("submit", _("Submit for review"), DRAFTS, PlanState.SUBMITTED, writer),
        Transition("return", _("Return"), SUBMITTED, PlanState.RETURNED, reviewer, remark=True),
        Transition("adopt", ADOPT[kind], SUBMITTED, PlanState.IN_FORCE, reviewer),
    )


def _withdraw(sources, role):
    return Transition("withdraw", _("Withdraw"), frozenset(sources), PlanState.ENDED, role, remark=True)


def _pledge(writer, reviewer):
    assessed = frozenset({PlanState.IN_FORCE, PlanState.ASSESSED})
    return Lifecycle(
        (
            *_review(PlanKind.PLEDGE, writer, reviewer),
            Transition("assess", _("Assess oneself"), IN_FORCE, PlanState.ASSESSED, writer),
            Transition("decide", _("Decide the outcome"), assessed, PlanState.ENDED, reviewer),
            _withdraw(assessed, reviewer),
        )
    )


def _activity(kind, writer, reviewer):
    return Lifecycle(
        (
            *_review(kind, writer, reviewer),
            Transition("finish", _("Close as done"), IN_FORCE, PlanState.ENDED, reviewer),
            _withdraw(IN_FORCE, reviewer),
        )
    )


def _rectification(accepter):
    asked, accepted = frozenset({PlanState.ACCEPTANCE}), frozenset({PlanState.ACCEPTED})
    return Lifecycle(
        (
            *_review(PlanKind.RECTIFICATION, Role.UNIT, Role.DEPARTMENT),
            Transition("ask", _("Ask for acceptance"), IN_FORCE, PlanState.ACCEPTANCE, Role.UNIT),
            Transition("refuse", _("Not accepted"), asked, PlanState.IN_FORCE, accepter, remark=True),
            Transition("accept", _("Accept"), asked, PlanState.ACCEPTED, accepter, guard=took_no_part),
            Transition("settle", _("Settle"), accepted, PlanState.ENDED, Role.DEPARTMENT, guard=not_accepted_by),
            _withdraw(RUNNING, Role.DEPARTMENT),
        )
    )


BRANCH_TABLES = {
    PlanKind.PLEDGE: _pledge(Role.BRANCH, Role.UNIT),
    PlanKind.ACTIVITY: _activity(PlanKind.ACTIVITY, Role.BRANCH, Role.UNIT),
    PlanKind.RECTIFICATION: _rectification(Role.UNIT),
}
BASE_TABLES = {
    PlanKind.PLEDGE: _pledge(Role.UNIT, Role.DEPARTMENT),
    PlanKind.ACTIVITY: _activity(PlanKind.ACTIVITY, Role.UNIT, Role.DEPARTMENT),
    PlanKind.RECTIFICATION: _rectification(Role.DEPARTMENT),
    PlanKind.UNIT: _activity(PlanKind.UNIT, Role.UNIT, Role.DEPARTMENT),
}

MEASURE = {
    role: Lifecycle(
        (
            Transition(
                "confirm",
                _("Confirm as done"),
                frozenset({MeasureState.REPORTED}),
                MeasureState.DONE,
                role,
                guard=not_reported_by,
            ),
            Transition(
                "unconfirm", _("Not done yet"), frozenset({MeasureState.REPORTED}), MeasureState.OPEN, role, remark=True
            ),
        )
    )
    for role in (Role.UNIT, Role.DEPARTMENT)
}
MOVE = {
    role: Lifecycle(
        (
            Transition("grant", _("Move the due day"), frozenset({MoveState.ASKED}), MoveState.GRANTED, role),
            Transition(
                "refuse",
                pgettext_lazy("due day", "Leave it"),
                frozenset({MoveState.ASKED}),
                MoveState.REFUSED,
                role,
                remark=True,
            ),
        )
    )
    for role in (Role.UNIT, Role.DEPARTMENT)
}


def table(plan) -> Lifecycle:
    """The life-cycle of `plan`; a rectification of which the unit's secretary reported a measure is accepted by the
    department (R27b): one query."""
    if is_of_base(plan):
        return BASE_TABLES[plan.kind]
    if plan.kind == PlanKind.RECTIFICATION and plan.measures.filter(reported_as=Role.UNIT).exists():
        return BASE_TABLES[PlanKind.RECTIFICATION]
    return BRANCH_TABLES[plan.kind]


def version_table(plan) -> Lifecycle:
    """The life-cycle of a further version of `plan`: written, submitted, returned or adopted by the same people."""
    return VERSIONS[is_of_base(plan), PlanKind(plan.kind)]


def writers(plan) -> frozenset:
    """The roles that write the text of `plan`; a branch may write what its unit submits."""
    if plan.kind == PlanKind.RECTIFICATION:
        return frozenset({Role.BRANCH, Role.UNIT})
    return frozenset({Role.UNIT if is_of_base(plan) else Role.BRANCH})


def reviewer(plan) -> str:
    """The role that returns and adopts `plan`, confirms its measures and moves its due days (R26)."""
    by_department = is_of_base(plan) or plan.kind == PlanKind.RECTIFICATION
    return Role.DEPARTMENT if by_department else Role.UNIT


def reviewed_by(role, plan="") -> Q:
    """What `role` is the `reviewer` of, as a condition on plans, or on what hangs on them by the look-up `plan`."""
    before = f"{plan}__" if plan else ""
    of_base = Q(**{f"{before}organisation__kind__in": BASE_KINDS})
    by_department = of_base | Q(**{f"{before}kind": PlanKind.RECTIFICATION})
    return by_department if role == Role.DEPARTMENT else ~by_department


def accepted_by(role) -> Q:
    """The rectifications that `role` accepts by their `table`, as a condition on plans."""
    reported_by_unit = Exists(Measure.objects.filter(plan=OuterRef("pk"), reported_as=Role.UNIT))
    by_department = Q(organisation__kind__in=BASE_KINDS) | reported_by_unit
    return by_department if role == Role.DEPARTMENT else ~by_department


def is_of_base(plan) -> bool:
    """Whether a base organisation set it out, which the department follows."""
    return plan.organisation.kind in BASE_KINDS


def _versions(tables, base):
    """The same review for a further version: the same people, the states of a version."""
    review = {"submit": (WRITTEN, VersionState.SUBMITTED), "return": (UNDER_REVIEW, VersionState.RETURNED)}
    review["adopt"] = (UNDER_REVIEW, VersionState.ADOPTED)
    return {
        (base, kind): Lifecycle(
            tuple(
                replace(lifecycle[name], sources=sources, target=target) for name, (sources, target) in review.items()
            )
        )
        for kind, lifecycle in tables.items()
    }


VERSIONS = _versions(BRANCH_TABLES, base=False) | _versions(BASE_TABLES, base=True)
