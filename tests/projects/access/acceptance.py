"""Who may open which address of reports and changes: each project has a mid-term report that waits to be decided, a
draft of the final one with a link, and a change of its title that is asked for."""

from datetime import date

from core import history
from projects.choices import FileUse, ReportKind, ReportState, RequestKind
from projects.models import ChangeRequest, Project, ProjectFile, ProjectReport
from tests.access.rows import AccessRow
from tests.projects.access import OTHER, OWN

MIDTERM, FINAL, LINK, CHANGE, OTHER_BY = 7911, 7921, 7931, 7941, OTHER - OWN
UNIT_REFUSED = {"Uown": 403}
BRANCH_WRITES = {"Aown": 403, "Aother": 403, **UNIT_REFUSED}
DEPARTMENT_DECIDES = {"Uown": 403}


def _both(*keys, tail=()):
    """The address of the project of 0101, and of that of 0201."""
    return {"own": (OWN, *keys, *tail), "other": (OTHER, *(key + OTHER_BY for key in keys), *tail)}


PAGES = {
    "projects:report": AccessRow("AVvUB", **_both(MIDTERM)),
    "projects:report_form": AccessRow("AVvUB", **_both(MIDTERM)),
}
FORMS = {
    "projects:report_write": AccessRow("UB", **_both(tail=("final",)), but=UNIT_REFUSED),
    "projects:report_add_file": AccessRow("UB", **_both(FINAL), but=UNIT_REFUSED),
    "projects:report_decide": AccessRow("AUB", **_both(FINAL, tail=("submit",)), but=BRANCH_WRITES),
    "projects:midterm_decide": AccessRow("AU", **_both(MIDTERM), but=DEPARTMENT_DECIDES),
    "projects:change_ask": AccessRow("UB", **_both(tail=("period",)), but=UNIT_REFUSED),
    "projects:change_decide": AccessRow("AU", **_both(CHANGE, tail=("refuse",)), but=DEPARTMENT_DECIDES),
}
VERBS = {
    "projects:report_drop_file": AccessRow("UB", 302, **_both(FINAL, LINK), but=UNIT_REFUSED),
}


def occupy(world) -> None:
    """The reports, the link and the request."""
    for by, number in ((0, OWN), (OTHER_BY, OTHER)):
        project = Project.objects.get(pk=number)
        report = {"project": project, "due_on": date(2013, 1, 15)}
        history.save(
            ProjectReport(pk=MIDTERM + by, kind=ReportKind.MIDTERM, state=ReportState.SUBMITTED, **report), by=None
        )
        final = ProjectReport(pk=FINAL + by, kind=ReportKind.FINAL, **report)
        link = ProjectFile(pk=LINK + by, project=project, use=FileUse.REPORT, link="https://example.org/final")
        asked = {"kind": RequestKind.TITLE, "before": {"title": project.title}, "after": {"title": "新名称"}}
        change = ChangeRequest(pk=CHANGE + by, project=project, asked_on=date(2013, 1, 1), reason="更名", **asked)
        for row in (final, link, change):
            history.save(row, by=None)
        final.files.add(link)
