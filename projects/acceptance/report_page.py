"""What the page of a report shows: its texts, its files, the money line by line, where it stands, what may be done."""

from dataclasses import dataclass
from functools import cached_property

from core.scope import Scope
from core.workflow.lifecycle import own_part
from core.workflow.verbs import VerbButton
from projects.acceptance.fetching import result_of
from projects.actions.reports import missing, submit_hindrance
from projects.choices import ProjectState, ReportKind
from projects.lifecycles.reports import WRITTEN_REPORTS, report_table
from projects.models import ProjectReport
from projects.queries.money import LineMoney, lines_of, money_of
from projects.rules.money import MoneyTable
from projects.rules.reports import WRITTEN_WHILE
from projects.tasks.fetching import writes
from projects.texts import headings_of

DECIDES = (ProjectState.RUNNING, ProjectState.CORRECTING)


@dataclass(frozen=True)
class WrittenText:
    """A heading with what is written below it."""

    heading: object
    text: str


class ReportPage:
    """A report for one person."""

    def __init__(self, report: ProjectReport, scope: Scope):
        self.report, self.project, self.scope = report, report.project, scope

    @property
    def texts(self) -> list[WrittenText]:
        """What it says, in order."""
        return [WrittenText(one, self.report.content.get(one.name, "")) for one in headings_of(self.report.kind)]

    @property
    def files(self) -> list:
        """Its files and links."""
        return list(self.report.files.select_related("by"))

    @cached_property
    def lines(self) -> list[LineMoney]:
        """What was spent, line by line."""
        return lines_of(self.project)

    @property
    def money(self) -> MoneyTable:
        """What was granted, advanced and spent."""
        return money_of(self.project)

    @cached_property
    def result(self) -> str:
        """What was decided upon it, in words."""
        return result_of(self.report)

    @cached_property
    def may_write(self) -> bool:
        """Whether this person writes it now."""
        is_written = self.report.state in WRITTEN_REPORTS and self.project.state in WRITTEN_WHILE[self.report.kind]
        return is_written and writes(self.scope, self.project)

    @property
    def missing(self) -> list[tuple[str, str]]:
        """What is not written yet, for who writes it."""
        return missing(self.report) if self.may_write else []

    @property
    def verbs(self) -> list[tuple[VerbButton, str]]:
        """What this person may do with it now, beside each why not yet ("": nothing); a result is decided apart."""
        shown = [one for one in self._open if self._is_here(one)]
        return [(VerbButton(one, at_once=False, primary=not one.remark), self._hindrance(one)) for one in shown]

    @property
    def decides(self) -> bool:
        """Whether this person decides what is found half-way, upon this report."""
        return self._is_decided_here and any(one.name == "accept" for one in self._open)

    @cached_property
    def _open(self):
        return self._lifecycle.open_to(self.report.state, self._held)

    @property
    def _is_decided_here(self):
        return self.report.kind == ReportKind.MIDTERM and self.project.state in DECIDES

    @cached_property
    def _held(self):
        return self.scope.roles_at(self.project.organisation)

    @cached_property
    def _lifecycle(self):
        return report_table(self.report)

    def _is_here(self, transition):
        """Accepting is the mid-term decision, or the grade of the project; a project at its end changes no more."""
        return transition.name != "accept" and self.project.state in WRITTEN_WHILE[self.report.kind]

    def _hindrance(self, transition):
        hindrance = submit_hindrance(self.report) if transition.name == "submit" else ""
        return own_part(self.report, transition, self.scope.user) or hindrance
