"""The buttons of what is written while a project is carried out: tasks, reports, changes, money, the end."""

from datetime import date

from django.utils import timezone

from core import history
from projects.choices import Grade, PanelStage, ProjectState, ReportState, SheetState
from projects.models import ChangeRequest, Expert, Project, ProjectReport
from projects.texts import headings_of
from tests.projects import made
from tests.projects.acceptance.test_grades import notice
from tests.projects.access import OWN
from tests.projects.access.acceptance import CHANGE, FINAL, LINK
from tests.races.forms.projects import pdf
from tests.races.sent import SAME, TEXT, Sent

BRANCH, UNIT, DEPARTMENT = "branch-0101", "unit-01", "department"
S, R = ProjectState, ReportState
ADDRESS = f"/projects/{OWN}/"
REASON = {"reason": TEXT}
NO_LONGER = {"midterm_result": "passed"}


def spent(_world):
    line = Project.objects.get(pk=OWN).lines.get(number=1).pk
    return {"line": line, "on": "2012-11-01", "amount": "100", "use": TEXT, "seen": "0"}


def none_asked(kind):
    """The address at which a change of that kind is asked for; nobody has."""

    def before(_world):
        ChangeRequest.objects.filter(pk=CHANGE).delete()
        return f"{ADDRESS}changes/{kind}/"

    return before


def written(verb):
    """The address of a verb of the final report, which is written in full."""

    def before(_world):
        report = ProjectReport.objects.get(pk=FINAL)
        report.content = {one.name: "已完成" for one in headings_of(report.kind)}
        history.save(report, by=None)
        Project.objects.filter(pk=OWN).update(**NO_LONGER)
        return f"{ADDRESS}report/{FINAL}/{verb}/"

    return before


def accepting(verb):
    """The address of a verb of the project, whose final report is checked and whose results were judged."""

    def before(_world):
        ProjectReport.objects.filter(pk=FINAL).update(state=R.CHECKED)
        Project.objects.filter(pk=OWN).update(state=S.ACCEPTING, **NO_LONGER)
        yesterday = timezone.localdate() - made.days(1)
        project = Project.objects.get(pk=OWN)
        panel = made.panel(project, Expert.objects.first(), stage=PanelStage.ACCEPTANCE, due_on=yesterday)
        panel.seats.update(state=SheetState.SUBMITTED, points=[45, 20, 20])
        return f"{ADDRESS}{verb}/"

    return before


def told(_world):
    """The address of the end: the notice of the result is over."""
    Project.objects.filter(pk=OWN).update(state=S.CLOSING, grade=Grade.EXCELLENT, **NO_LONGER)
    ProjectReport.objects.filter(pk=FINAL).update(state=R.ACCEPTED)
    notice(Project.objects.get(pk=OWN), ends_on=date(2013, 1, 19))
    return f"{ADDRESS}close/"


AGAIN = {"correct_by": "2027-01-31", "reason": TEXT}
SENT = {
    "projects:change_ask period": Sent(BRANCH, none_asked("period"), {"ends_on": "2013-11-30", "reason": TEXT}, TEXT),
    "projects:change_decide grant": Sent(DEPARTMENT, f"{ADDRESS}changes/{CHANGE}/grant/"),
    "projects:decide amend": Sent(DEPARTMENT, accepting("amend"), AGAIN, TEXT),
    "projects:decide close": Sent(DEPARTMENT, told),
    "projects:decide fail": Sent(DEPARTMENT, accepting("fail"), REASON, TEXT),
    "projects:decide grade": Sent(DEPARTMENT, accepting("grade"), {"grade": "excellent", "award": TEXT}, TEXT),
    "projects:money_void expenditure": Sent(BRANCH, f"{ADDRESS}money/expenditure/{OWN}/void/", REASON, TEXT),
    "projects:receipt": Sent(BRANCH, f"{ADDRESS}expenditures/{OWN}/receipt/", files=pdf("receipt")),
    "projects:remind": Sent(DEPARTMENT, "/projects/remind/", {"projects": OWN}, **SAME),
    "projects:report_add_file": Sent(BRANCH, f"{ADDRESS}report/{FINAL}/files/", files=pdf()),
    "projects:report_decide submit": Sent(BRANCH, written("submit")),
    "projects:report_drop_file": Sent(BRANCH, f"{ADDRESS}report/{FINAL}/files/{LINK}/remove/"),
    "projects:spend": Sent(BRANCH, f"{ADDRESS}spend/", spent, TEXT, pdf("receipt")),
    "projects:task_decide confirm": Sent(UNIT, f"{ADDRESS}tasks/1/confirm/"),
}
