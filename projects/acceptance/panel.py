"""What the page of a project shows of its reports, the changes asked for, its grade and end."""

from dataclasses import dataclass
from functools import cached_property

from core.scope import Scope
from core.workflow.lifecycle import Transition, own_part
from projects.acceptance.fetching import result_of, sides_of
from projects.choices import AT_WORK, WITH_MONEY, RequestKind, RequestState
from projects.lifecycles.reports import REQUESTS, WRITTEN_REPORTS
from projects.models import ChangeRequest, Project
from projects.parts import decider
from projects.queries.reports import DueReport, reports_of
from projects.rules.reports import WRITTEN_WHILE
from projects.tasks.fetching import writes


@dataclass(frozen=True)
class PanelReport:
    """A report, begun or due; `writes`: whether this person writes it now."""

    due: DueReport
    result: str
    writes: bool


@dataclass(frozen=True)
class PanelChange:
    """A request for a change with both sides in lines of text, and what this person may decide."""

    row: ChangeRequest
    before: list[str]
    after: list[str]
    verbs: list[Transition]


class AcceptancePanel:
    """Of one project, for one person."""

    def __init__(self, project: Project, scope: Scope):
        self.project, self.scope = project, scope

    @property
    def is_shown(self) -> bool:
        """Whether there is anything to say: once the project has begun."""
        return self.project.state in WITH_MONEY

    @cached_property
    def reports(self) -> list[PanelReport]:
        """Those there are, and those that are due."""
        return [self._report(due) for due in reports_of(self.project)]

    @cached_property
    def changes(self) -> list[PanelChange]:
        """What was asked to change, the last one first."""
        rows = self.project.requests.select_related("asked_by", "decided_by", "new_leader").order_by("-pk")
        return [self._change(row) for row in rows]

    @property
    def kinds(self) -> list[RequestKind]:
        """What this person may ask to change now: what is not asked for already."""
        if not self._writes or self.project.state not in AT_WORK:
            return []
        asked = {one.row.kind for one in self.changes if one.row.state == RequestState.ASKED}
        return [kind for kind in RequestKind if kind not in asked]

    @cached_property
    def _writes(self):
        return writes(self.scope, self.project)

    def _report(self, due):
        is_open = due.report is None or due.report.state in WRITTEN_REPORTS
        may = is_open and self._writes and self.project.state in WRITTEN_WHILE[due.kind]
        return PanelReport(due, result_of(due.report) if due.report else "", may)

    def _change(self, row):
        row.project = self.project
        return PanelChange(row, *sides_of(row), self._verbs(row))

    def _verbs(self, row):
        """Nothing by who asked for it or leads the project."""
        if row.state != RequestState.ASKED or self.project.state not in AT_WORK:
            return []
        open_to = self._decides.open_to(row.state, self.scope.roles_at(self.project.organisation))
        return [one for one in open_to if not own_part(row, one, self.scope.user)]

    @cached_property
    def _decides(self):
        return REQUESTS[decider(self.project)]
