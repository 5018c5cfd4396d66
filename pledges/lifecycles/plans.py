"""The life-cycles of plans, one table a kind, and those of versions, measures and moved due days.

Who reviews: the unit what a branch does, the department what a base organisation does; a 直属党支部 is one, and its
secretary the unit's. A rectification is the department's to file and to settle, and so is what the unit's secretary
reported to confirm.
"""

from dataclasses import replace

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from branches.choices import BASE_KINDS
from core.choices import Role
from core.reporting.lifecycle import confirming
from core.workflow.lifecycle import Lifecycle, Transition
from pledges.choices import (
    EDITABLE,
    RUNNING,
    MoveState,
    PlanKind,
    PlanState,
    VersionState,
)
from pledges.parts import (
    NO_PART,
    NOT_ACCEPTER,
    NOT_ASKER,
    NOT_REPORTER,
    asked_by_unit,
    reported_by_unit,
)

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
            Transition(
                "send_back",
                _("Send the self-assessment back"),
                frozenset({PlanState.ASSESSED}),
                PlanState.IN_FORCE,
                reviewer,
                remark=True,
            ),
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
            Transition("accept", _("Accept"), asked, PlanState.ACCEPTED, accepter, guard=NO_PART),
            Transition("settle", _("Settle"), accepted, PlanState.ENDED, Role.DEPARTMENT, guard=NOT_ACCEPTER),
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

MEASURE = {role: confirming(role, NOT_REPORTER) for role in (Role.UNIT, Role.DEPARTMENT)}
MOVE = {
    role: Lifecycle(
        (
            Transition(
                "grant",
                _("Move the due day"),
                frozenset({MoveState.ASKED}),
                MoveState.GRANTED,
                role,
                guard=NOT_ASKER,
            ),
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
    """The life-cycle of `plan`: one query for a rectification."""
    by_unit = plan.kind == PlanKind.RECTIFICATION and _is(plan, reported_by_unit("measure__plan"))
    return table_where(plan, by_unit=by_unit)


def table_where(plan, *, by_unit) -> Lifecycle:
    """The life-cycle of `plan`; a rectification of which the unit's secretary reported (`by_unit`) is accepted by the
    department (R27b)."""
    by_department = is_of_base(plan) or (by_unit and plan.kind == PlanKind.RECTIFICATION)
    return (BASE_TABLES if by_department else BRANCH_TABLES)[plan.kind]


def measure_table(measure) -> Lifecycle:
    """The life-cycle of `measure`: one query."""
    return measure_table_where(measure.plan, by_unit=_is(measure, reported_by_unit("measure")))


def measure_table_where(plan, *, by_unit) -> Lifecycle:
    """The life-cycle of a measure of `plan`; `by_unit`: whether the unit's secretary reported of it."""
    return MEASURE[confirmer(plan, by_unit=by_unit)]


def move_table(move) -> Lifecycle:
    """The life-cycle of a moved due day: one query."""
    return move_table_where(move.plan, by_unit=_is(move, asked_by_unit()))


def move_table_where(plan, *, by_unit) -> Lifecycle:
    """The life-cycle of a moved due day of `plan`; `by_unit`: whether the unit's secretary asked for it."""
    return MOVE[confirmer(plan, by_unit=by_unit)]


def _is(row, condition):
    return type(row)._default_manager.filter(condition, pk=row.pk).exists()


def version_table(plan) -> Lifecycle:
    """The life-cycle of a further version of `plan`: written, submitted, returned or adopted by the same people."""
    return VERSIONS[is_of_base(plan), PlanKind(plan.kind)]


def writers(plan) -> frozenset:
    """The roles that write the text of `plan`; a branch may write what its unit submits."""
    if plan.kind == PlanKind.RECTIFICATION:
        return frozenset({Role.BRANCH, Role.UNIT})
    return frozenset({Role.UNIT if is_of_base(plan) else Role.BRANCH})


def reviewer(plan) -> str:
    """The role that returns and adopts `plan` (R26)."""
    by_department = is_of_base(plan) or plan.kind == PlanKind.RECTIFICATION
    return Role.DEPARTMENT if by_department else Role.UNIT


def reviewed_by(role, plan="") -> Q:
    """What `role` is the `reviewer` of, as a condition on plans, or on what hangs on them by the look-up `plan`."""
    before = f"{plan}__" if plan else ""
    of_base = Q(**{f"{before}organisation__kind__in": BASE_KINDS})
    by_department = of_base | Q(**{f"{before}kind": PlanKind.RECTIFICATION})
    return by_department if role == Role.DEPARTMENT else ~by_department


def confirmer(plan, *, by_unit) -> str:
    """The role that confirms a measure of `plan` or moves a due day (R26): its reviewer, the department also where the
    unit's secretary reported of it or asked for it (`by_unit`), for whom nobody else of the unit might be there."""
    return Role.DEPARTMENT if by_unit else reviewer(plan)


def confirmed_by(role) -> Q:
    """What `role` is the `confirmer` of, as a condition on measures."""
    by_department = reviewed_by(Role.DEPARTMENT, "plan") | Q(reported_by_unit("measure"))
    return by_department if role == Role.DEPARTMENT else ~by_department


def moved_by(role) -> Q:
    """What `role` is the `confirmer` of, as a condition on moves of due days."""
    by_department = reviewed_by(Role.DEPARTMENT, "plan") | Q(asked_by_unit())
    return by_department if role == Role.DEPARTMENT else ~by_department


def accepted_by(role) -> Q:
    """The rectifications that `role` accepts by their `table`, as a condition on plans."""
    by_department = Q(organisation__kind__in=BASE_KINDS) | Q(reported_by_unit("measure__plan"))
    return by_department if role == Role.DEPARTMENT else ~by_department


def is_sent_back(plan) -> bool:
    """Whether a decider sent the self-assessment of a pledge back, or the acceptance of a rectification was refused:
    it is in force again, with the reason."""
    return plan.state == PlanState.IN_FORCE and plan.reason != ""


def is_handed_in(plan) -> bool:
    """Whether the self-assessment of a pledge stands: what was sent back does not, until it is handed in again; the
    reason stays with a pledge that ends meanwhile."""
    return plan.assessment != "" and plan.reason == "" and plan.state != PlanState.IN_FORCE


def sent_back(kind) -> Q:
    """The plans of `kind` of which `is_sent_back` is true, as a condition on plans."""
    return Q(kind=kind, state=PlanState.IN_FORCE) & ~Q(reason="")


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
