"""What stands in the way of accepting a project, and how many of its call are excellent."""

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from core.reporting.choices import ReportedState
from projects.choices import GOOD_GRADES, Grade, Level, PanelStage, ReportKind, ReportState, SheetState
from projects.lifecycles.reports import report_table
from projects.models import Project
from projects.queries.reports import last_report, owed
from projects.queries.reviews import panel_of


def grade_hindrance(project: Project) -> str:
    """Why nothing is decided yet about how `project` is accepted, in a sentence; "" when it may be: the final report is
    in and, where the unit looks first, checked; its panel is closed, which only a project of a unit does without."""
    return _report_hindrance(project) or _panel_hindrance(project)


def amend_hindrance(project: Project) -> str:
    """The same for sending it back to be corrected, which is done once."""
    report = last_report(project, ReportKind.FINAL)
    if report and report.number > 1:
        return _("It was corrected once already: accept it, or not.")
    return grade_hindrance(project)


def excellent_of(project: Project) -> tuple[int, int]:
    """(excellent, accepted) projects of the call of `project`, this one left out: one query."""
    rows = Project.objects.filter(call=project.call_id, grade__in=GOOD_GRADES).exclude(pk=project.pk)
    if project.call_id is None:
        return 0, 0
    counted = rows.aggregate(best=Count("pk", filter=Q(grade=Grade.EXCELLENT)), accepted=Count("pk"))
    return counted["best"], counted["accepted"]


def unfinished(project: Project) -> list[str]:
    """What `project` leaves open when it asks for acceptance, in sentences: nothing that bars it."""
    told = []
    if any(one.kind == ReportKind.MIDTERM for one in owed(project)):
        told.append(_("The mid-term report is not handed in yet."))
    open_tasks = project.tasks.filter(dropped_on=None).exclude(state=ReportedState.DONE).count()
    if open_tasks:
        told.append(_("Tasks that are not confirmed as done: %(count)d.") % {"count": open_tasks})
    return told


def _report_hindrance(project):
    report = last_report(project, ReportKind.FINAL)
    if report is None:
        return _("The final report is not handed in yet.")
    report.project = project
    if report.state in (*report_table(report)["accept"].sources, ReportState.ACCEPTED):
        return ""
    if report.state == ReportState.SUBMITTED:
        return _("The unit has not looked at the final report yet.")
    return _("The final report is not handed in yet.")


def _panel_hindrance(project):
    panel = panel_of(project, PanelStage.ACCEPTANCE)
    if panel is None:
        return _("No experts have judged the results yet.") if project.level == Level.UNIVERSITY else ""
    if panel.is_open_on(timezone.localdate()):
        return _("The panel of experts is still open.")
    if project.level == Level.UNIVERSITY and not panel.seats.filter(state=SheetState.SUBMITTED).exists():
        return _("No expert has handed in a sheet.")
    return ""
