"""Text fields of what is written while a project is carried out: tasks, reports, changes, money."""

from functools import partial

from core.reporting.choices import ReportedState
from projects.choices import ReportKind, ReportState
from projects.models import (
    Advance,
    ChangeRequest,
    Project,
    ProjectReport,
    Task,
    TaskReport,
)
from projects.texts import headings_of
from tests.naughty.fields import (
    LINE,
    LINES,
    LONG_TEXT,
    PERSON,
    READ,
    REASON,
    TEXT,
    Text,
    of,
    put,
)
from tests.projects.access import OWN
from tests.projects.access.acceptance import CHANGE, FINAL, MIDTERM
from tests.projects.applications.sending import rows

BRANCH, UNIT, DEPARTMENT = "branch-0101", "unit-01", "department"
RUNNING = f"/projects/{OWN}/"
TASK = rows("task", ({"person": "张三", "text": "编制", "goal": "一份", "duty": "牵头", "due_on": "2012-10-31"},))


def task_row(name, longest):
    known = TASK[f"task-0-{name}"]
    data = {**TASK, "task-TOTAL_FORMS": 2, "task-INITIAL_FORMS": 1, "task-0-number": 1}
    data |= {key.replace("-0-", "-1-"): value for key, value in TASK.items() if "-0-" in key}
    stored = of(partial(Task.objects.filter, project=OWN, number=2), name, known=known)
    return Text(f"{RUNNING}tasks/", f"task-1-{name}", longest, stored, data, BRANCH, **LINES, **READ)


def report_text(kind, key, one):
    """A text of a report that came back."""

    def stored():
        return ProjectReport.objects.get(pk=key).content.get(one.name) or None

    url = put(ProjectReport, key, f"{RUNNING}reports/{kind}/", state=ReportState.RETURNED, reason="补充")
    return Text(url, one.name, TEXT, stored, {}, BRANCH, **LONG_TEXT, **READ)


def of_report(verb, name, key, state, who, data=None):
    url = put(ProjectReport, key, f"{RUNNING}report/{key}/{verb}/", state=state)
    stored = of(partial(ProjectReport.objects.filter, pk=key), name)
    return Text(url, name, REASON, stored, data or {}, who, **LONG_TEXT, **READ)


def asked(kind, field, longest, how, data, value):
    """A text of a request for a change; `value`: where it stands in what is asked."""

    def stored():
        row = ChangeRequest.objects.filter(project=OWN, kind=kind).exclude(pk=CHANGE).first()
        return (value(row) or None) if row else None

    def begun(_world):
        ChangeRequest.objects.filter(pk=CHANGE).delete()
        return f"{RUNNING}changes/{kind}/"

    return Text(begun, field, longest, stored, data, BRANCH, **how)


def row_of(listed, place):
    return lambda request: request.after[listed][0][place]


def reported(_world):
    Task.objects.filter(project=OWN).update(state=ReportedState.OPEN)
    return f"{RUNNING}tasks/1/report/"


ROW = {"row-TOTAL_FORMS": 1, "row-INITIAL_FORMS": 0, "reason": "调整"}
MEMBER = {**ROW, "row-0-name": "张三"}
TEXTS = {
    **{f"task: {name}": task_row(name, longest) for name, longest in (("person", PERSON), ("text", LINE))},
    **{f"task: {name}": task_row(name, LINE) for name in ("goal", "duty")},
    "task reported": Text(
        reported,
        "text",
        TEXT,
        of(TaskReport.objects.all, "text"),
        {"on": "2012-10-01"},
        BRANCH,
        **LONG_TEXT,
        **READ,
    ),
    "task not done": Text(
        f"{RUNNING}tasks/1/unconfirm/",
        "reason",
        REASON,
        of(partial(Task.objects.filter, project=OWN), "reason"),
        {},
        UNIT,
        **LONG_TEXT,
        **READ,
    ),
    **{
        f"{kind}: {one.name}": report_text(kind, key, one)
        for kind, key in ((ReportKind.MIDTERM, MIDTERM), (ReportKind.FINAL, FINAL))
        for one in headings_of(kind)
    },
    "opinion": of_report("check", "opinion", FINAL, ReportState.SUBMITTED, UNIT),
    "report returned": of_report("return", "reason", FINAL, ReportState.SUBMITTED, UNIT),
    "report sent back": of_report("send_back", "reason", MIDTERM, ReportState.SUBMITTED, DEPARTMENT),
    "another title": asked("title", "title", LINE, LINES, {"reason": "更名"}, lambda row: row.after["title"]),
    "why another title": asked("title", "reason", REASON, LONG_TEXT, {"title": "新"}, lambda row: row.reason),
    "another leader": asked("leader", "name", PERSON, LINES, {"reason": "调离"}, lambda row: row.after["name"]),
    "post of another leader": asked(
        "leader", "post", PERSON, LINES, {"name": "新人", "reason": "调离"}, lambda row: row.after["post"]
    ),
    **{
        f"another member: {name}": asked("member", f"row-0-{name}", longest, LINES, MEMBER, row_of("members", place))
        for place, name, longest in ((1, "name", PERSON), (2, "post", PERSON), (3, "unit", LINE), (4, "task", LINE))
        if name != "name"
    },
    "change refused": Text(
        f"{RUNNING}changes/{CHANGE}/refuse/",
        "reason",
        REASON,
        of(partial(ChangeRequest.objects.filter, pk=CHANGE), "answer"),
        {},
        DEPARTMENT,
        **LONG_TEXT,
    ),
    "advance": Text(
        f"{RUNNING}advance/",
        "note",
        LINE,
        of(partial(Advance.objects.exclude, pk=OWN), "note"),
        {"on": "2012-10-01", "amount": "7"},
        DEPARTMENT,
        **LINES,
        **READ,
    ),
    "advance made void": Text(
        f"{RUNNING}money/advance/{OWN}/void/",
        "reason",
        REASON,
        of(partial(Advance.objects.filter, pk=OWN), "void_reason"),
        {},
        DEPARTMENT,
        **LONG_TEXT,
        **READ,
    ),
    "stopped half-way": Text(
        f"{RUNNING}report/{MIDTERM}/decide/",
        "reason",
        REASON,
        of(partial(Project.objects.filter, pk=OWN), "reason"),
        {"result": "stopped"},
        DEPARTMENT,
        **LONG_TEXT,
    ),
}
