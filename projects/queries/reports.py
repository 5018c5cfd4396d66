"""What reports a project has and owes: what is due exists before anybody writes it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import prefetch_related_objects
from django.utils import timezone

from projects.choices import HANDED_IN, Lateness, ReportKind, ReportState
from projects.lifecycles.reports import WRITTEN_REPORTS
from projects.models import Project, ProjectReport
from projects.models.calls import VERY_LATE_DAYS
from projects.rules.late import report_lateness
from projects.rules.reports import next_owed


@dataclass(frozen=True)
class DueReport:
    """A report of a project, begun or not: `report` None until somebody writes it."""

    kind: ReportKind
    number: int
    due_on: date
    lateness: Lateness
    report: ProjectReport | None = None

    @property
    def state(self) -> str:
        """Where it stands; "due" until somebody writes it."""
        return self.report.state if self.report else "due"

    @property
    def is_owed(self) -> bool:
        """Whether it is still to be handed in."""
        return self.state not in HANDED_IN


def reports_of(project: Project, on: date | None = None) -> list[DueReport]:
    """All reports of `project`, those that are due behind those there are of their kind: one query, none where
    `reports` and `call` are read already. Late as of `on`, today without a day."""
    rows = sorted(project.reports.all(), key=lambda one: one.number)
    return [one for kind in ReportKind for one in _of_kind(project, kind, rows, on or timezone.localdate())]


def owed(project: Project, on: date | None = None) -> list[DueReport]:
    """Those that `project` has still to hand in."""
    return [one for one in reports_of(project, on) if one.is_owed]


def owed_by(projects: Iterable[Project], on: date | None = None) -> dict[int, list[DueReport]]:
    """{primary key: what each of `projects` has still to hand in}: two queries whatever their number."""
    found = list(projects)
    prefetch_related_objects(found, "reports", "call")
    return {project.pk: owed(project, on) for project in found}


def in_hand(project: Project, kind: str) -> ProjectReport | None:
    """The report of `kind` that is written now: the one begun or returned, else a new one that is owed, not saved."""
    for due in owed(project):
        if due.kind == kind:
            return due.report or ProjectReport(project=project, kind=kind, number=due.number, due_on=due.due_on)
    return None


def last_report(project: Project, kind: str) -> ProjectReport | None:
    """The last report of `kind` there is; None without one."""
    found = [one for one in project.reports.all() if one.kind == kind]
    return max(found, key=lambda one: one.number, default=None)


def very_late_days(project: Project) -> int:
    """After how many days a report of `project` is very late (R38)."""
    return project.call.very_late_days if project.call else VERY_LATE_DAYS


def _of_kind(project, kind, reports, on):
    rows = [one for one in reports if one.kind == kind]
    found = [
        DueReport(kind, one.number, one.due_on, _lateness(project, one.due_on, one.state, on), one) for one in rows
    ]
    following = next_owed(
        kind,
        project.state,
        due_on=project.midterm_on if kind == ReportKind.MIDTERM else project.final_on,
        correct_by=project.correct_by,
        last=(rows[-1].number, rows[-1].state) if rows else None,
        judged=bool(kind == ReportKind.MIDTERM and project.midterm_result),
    )
    if following:
        number, due_on = following
        found.append(DueReport(kind, number, due_on, _lateness(project, due_on, ReportState.DRAFT, on)))
    return found


def _lateness(project, due_on, state, on):
    """Of a project that has ended nothing is late any more."""
    if project.ended_on and state in WRITTEN_REPORTS:
        return Lateness.NONE
    return report_lateness(due_on, is_handed_in=state in HANDED_IN, on=on, very_late_days=very_late_days(project))
