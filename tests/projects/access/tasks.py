"""Who may open which address of tasks: each project has a reported task 1."""

from core.reporting.choices import ReportedState
from projects.models import Project
from tests.access.rows import AccessRow
from tests.projects import made
from tests.projects.access import OTHER, OWN

UNIT_REFUSED = {"Uown": 403}

PAGES = {
    "projects:tasks": AccessRow("AVvUB"),
    "projects:tasks_sheet": AccessRow("AVvUB"),
}
FORMS = {
    "projects:tasks_edit": AccessRow("UB", own=(OWN,), other=(OTHER,), but=UNIT_REFUSED),
    "projects:task_report": AccessRow("UB", own=(OWN, 1), other=(OTHER, 1), but=UNIT_REFUSED),
    "projects:task_decide": AccessRow(
        "AU", own=(OWN, 1, "confirm"), other=(OTHER, 1, "confirm"), but={"Aown": 403, "Aother": 403}
    ),
}


def occupy(world) -> None:
    """A task that waits to be confirmed."""
    for project in Project.objects.filter(pk__in=(OWN, OTHER)):
        made.task(project, state=ReportedState.REPORTED)
