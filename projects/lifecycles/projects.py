"""The life-cycle of a project, from its draft to its end (N19). Who does what: `projects.parts`."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.choices import Role
from core.workflow.lifecycle import Lifecycle, Transition
from projects.choices import BEING_APPROVED, IN_REVIEW, WRITTEN, ProjectState
from projects.parts import NOT_LED, NOT_OWN, checks_first, decider, is_of_base, writer

S = ProjectState
WITHDRAWABLE = frozenset({S.RETURNED, *IN_REVIEW, *BEING_APPROVED, S.RUNNING})  # after payment it is stopped instead
STOPPABLE = frozenset({S.RUNNING, S.CORRECTING, S.ACCEPTING, S.AMENDING})


def _from(*states):
    return frozenset(states)


def _apply(writer, to):
    return (
        Transition("submit", pgettext_lazy("project", "Hand in"), frozenset(WRITTEN), to, writer),
        Transition("withdraw", _("Withdraw"), WITHDRAWABLE, S.WITHDRAWN, writer, remark=True),
    )


UNIT_CHECK = (
    Transition(
        "support", pgettext_lazy("project", "Support"), _from(S.SUBMITTED), S.SUPPORTED, Role.UNIT, guard=NOT_OWN
    ),
    Transition("return", _("Return"), _from(S.SUBMITTED), S.RETURNED, Role.UNIT, remark=True),
)


def _decide(decider):
    return (
        Transition(
            "check",
            pgettext_lazy("project", "Admit to review"),
            _from(S.SUPPORTED),
            S.REVIEWING,
            decider,
            guard=NOT_OWN,
        ),
        Transition("send_back", _("Return"), _from(S.SUPPORTED), S.RETURNED, decider, remark=True, guard=NOT_OWN),
        Transition(
            "approve", pgettext_lazy("project", "Approve"), _from(S.REVIEWING), S.NOTICE, decider, guard=NOT_OWN
        ),
        Transition(
            "revise",
            pgettext_lazy("project", "Approve after changes"),
            _from(S.REVIEWING),
            S.REVISING,
            decider,
            remark=True,
            guard=NOT_OWN,
        ),
        Transition(
            "reject",
            pgettext_lazy("project", "Do not approve"),
            _from(S.REVIEWING, S.NOTICE),
            S.REJECTED,
            decider,
            remark=True,
            guard=NOT_OWN,
        ),
        Transition(
            "confirm",
            pgettext_lazy("project", "Confirm the changes"),
            _from(S.CONFIRMING),
            S.NOTICE,
            decider,
            guard=NOT_OWN,
        ),
        Transition(
            "ask_again",
            pgettext_lazy("project", "Return"),
            _from(S.CONFIRMING),
            S.REVISING,
            decider,
            remark=True,
            guard=NOT_OWN,
        ),
        Transition(
            "start", pgettext_lazy("project", "Begin the project"), _from(S.NOTICE), S.RUNNING, decider, guard=NOT_LED
        ),
    )


def _carry_out(writer, decider):
    return (
        Transition(
            "resubmit", pgettext_lazy("project", "Hand in the changes"), _from(S.REVISING), S.CONFIRMING, writer
        ),
        Transition(
            "correct",
            pgettext_lazy("mid-term", "To be corrected"),
            _from(S.RUNNING),
            S.CORRECTING,
            decider,
            remark=True,
            guard=NOT_LED,
        ),
        Transition(
            "resume",
            pgettext_lazy("mid-term", "Corrected: go on"),
            _from(S.CORRECTING),
            S.RUNNING,
            decider,
            guard=NOT_LED,
        ),
        Transition(
            "hand_in",
            pgettext_lazy("project", "Ask for acceptance"),
            _from(S.RUNNING, S.AMENDING),
            S.ACCEPTING,
            writer,
        ),
        Transition("stop", pgettext_lazy("project", "Stop"), STOPPABLE, S.STOPPED, decider, remark=True, guard=NOT_LED),
    )


def _accept(decider):
    return (
        Transition("grade", pgettext_lazy("project", "Accept"), _from(S.ACCEPTING), S.CLOSING, decider, guard=NOT_LED),
        Transition(
            "amend",
            pgettext_lazy("project", "To be corrected"),
            _from(S.ACCEPTING),
            S.AMENDING,
            decider,
            remark=True,
            guard=NOT_LED,
        ),
        Transition(
            "fail",
            pgettext_lazy("project", "Not accepted: revoke"),
            _from(S.ACCEPTING),
            S.REVOKED,
            decider,
            remark=True,
            guard=NOT_LED,
        ),
        Transition(
            "regrade",
            pgettext_lazy("project", "Take the result back"),
            _from(S.CLOSING),
            S.ACCEPTING,
            decider,
            remark=True,
            guard=NOT_LED,
        ),
        Transition("close", pgettext_lazy("project", "Close"), _from(S.CLOSING), S.ACCEPTED, decider, guard=NOT_LED),
    )


def _table(writer, decider, *, unit_check):
    return Lifecycle(
        (
            *_apply(writer, S.SUBMITTED if unit_check else S.SUPPORTED),
            *(UNIT_CHECK if unit_check else ()),
            *_decide(decider),
            *_carry_out(writer, decider),
            *_accept(decider),
        )
    )


OF_BRANCH_CHECKED = _table(Role.BRANCH, Role.DEPARTMENT, unit_check=True)
OF_DISSOLVED_BRANCH = _table(Role.UNIT, Role.DEPARTMENT, unit_check=True)
TABLES = {
    (writer, decider): _table(writer, decider, unit_check=False)
    for writer, decider in (
        (Role.BRANCH, Role.UNIT),
        (Role.BRANCH, Role.DEPARTMENT),
        (Role.UNIT, Role.DEPARTMENT),
    )
}


def table(project) -> Lifecycle:
    """The life-cycle of `project`: two queries at most. What was handed in to the unit before its secretary took the
    lead, or before the branch was dissolved, stays there until it is returned or supported."""
    if project.state == S.SUBMITTED and is_of_base(project):
        return OF_DISSOLVED_BRANCH
    if project.state == S.SUBMITTED or checks_first(project):
        return OF_BRANCH_CHECKED
    return TABLES[writer(project), decider(project)]
