"""The life-cycles of mid-term and final reports, and of requests for changes."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.choices import Role
from core.workflow.lifecycle import Lifecycle, Transition
from projects.choices import ReportKind, ReportState, RequestState
from projects.parts import NOT_ASKED, NOT_REPORTED, checks_first, decider, writer

S = ReportState
WRITTEN_REPORTS = frozenset({S.DRAFT, S.RETURNED})


def _report(writer, decider, *, unit_check):
    """Written, handed in; where the unit looks first, checked by it; accepted or returned."""
    waiting = S.CHECKED if unit_check else S.SUBMITTED
    first = (
        Transition(
            "check",
            pgettext_lazy("report", "Forward with an opinion"),
            frozenset({S.SUBMITTED}),
            S.CHECKED,
            Role.UNIT,
            guard=NOT_REPORTED,
        ),
        Transition("return", _("Return"), frozenset({S.SUBMITTED}), S.RETURNED, Role.UNIT, remark=True),
    )
    return Lifecycle(
        (
            Transition("submit", pgettext_lazy("report", "Hand in"), WRITTEN_REPORTS, S.SUBMITTED, writer),
            *(first if unit_check else ()),
            Transition(
                "accept",
                pgettext_lazy("report", "Accept"),
                frozenset({waiting}),
                S.ACCEPTED,
                decider,
                guard=NOT_REPORTED,
            ),
            Transition(
                "send_back",
                _("Return"),
                frozenset({waiting}),
                S.RETURNED,
                decider,
                remark=True,
                guard=NOT_REPORTED,
            ),
        )
    )


def report_table(report) -> Lifecycle:
    """The life-cycle of `report`: its project's unit looks first at the final report of a branch (two queries at
    most)."""
    project = report.project
    unit_check = report.kind == ReportKind.FINAL and checks_first(project)
    return _report(writer(project), decider(project), unit_check=unit_check)


def _request(decider):
    asked = frozenset({RequestState.ASKED})
    return Lifecycle(
        (
            Transition(
                "grant",
                pgettext_lazy("change of a project", "Grant"),
                asked,
                RequestState.GRANTED,
                decider,
                guard=NOT_ASKED,
            ),
            Transition(
                "refuse",
                pgettext_lazy("change of a project", "Refuse"),
                asked,
                RequestState.REFUSED,
                decider,
                remark=True,
                guard=NOT_ASKED,
            ),
        )
    )


REQUESTS = {role: _request(role) for role in (Role.UNIT, Role.DEPARTMENT)}


def request_table(request) -> Lifecycle:
    """The life-cycle of a ChangeRequest."""
    return REQUESTS[decider(request.project)]
