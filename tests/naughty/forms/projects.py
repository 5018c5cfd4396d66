"""Text fields of the forms of calls, applications, reviews and notices."""

from datetime import date
from functools import partial

from django.utils import timezone

from projects.choices import ProjectState
from projects.models import (
    BudgetLine,
    Call,
    Expert,
    Notice,
    NoticeEntry,
    Objection,
    Project,
    Seat,
    Step,
    TeamMember,
)
from tests.naughty.fields import (
    LINE,
    LINES,
    LONG_TEXT,
    PERSON,
    PUBLIC,
    READ,
    REASON,
    TEXT,
    Text,
    of,
    put,
)
from tests.projects.access import applications, calls, notices, reviews
from tests.projects.applications.sending import sent as applied
from tests.projects.calls.sending import sent as called_for
from tests.projects.made import TEXTS as BEGUN
from tests.projects.made import project

BRANCH, UNIT, DEPARTMENT = "branch-0101", "unit-01", "department"
S = ProjectState
DRAFT, CALL, NOTICE = applications.DRAFT, calls.UNIT_CALL, notices.NOTICE
WRITTEN = f"/projects/{DRAFT}/"
EDIT_CALL = f"/projects/calls/{CALL}/edit/"
A_CALL = called_for(unit_quota=None, support_by=None)
ONE_OF_EACH = applied(members=({"name": "张三"},), steps=({"text": "编制"},), lines=({"use": "书籍", "amount": "5"},))
SUMS = {"granted": "1500", "own_granted": "500"}


def of_call(name):
    return of(partial(Call.objects.filter, pk=CALL), name, known=A_CALL.get(name, ""))


def first_criterion():
    found = Call.objects.get(pk=CALL).criteria[0][0]
    return None if found == A_CALL["criteria-0-name"] else found


def written(name, longest, how, model=None, row=""):
    """A line or a text of the draft, or of the first of its rows of a `model`."""
    if model:
        stored = of(partial(model.objects.filter, project=DRAFT), name, known=ONE_OF_EACH.get(f"{row}-0-{name}", ""))
        return Text(f"{WRITTEN}edit/", f"{row}-0-{name}", longest, _new(stored, model), ONE_OF_EACH, BRANCH, **how)
    known = Project.objects.filter(pk=DRAFT)
    stored = partial(_changed, known, name)
    return Text(f"{WRITTEN}edit/", name, longest, stored, ONE_OF_EACH, BRANCH, **how, **READ)


def _changed(found, name):
    """What the draft says there once the form was saved, which moves its `goals`."""
    row = found.get()
    return (getattr(row, name) or None) if row.goals != BEGUN["goals"] else None


def _new(stored, model):
    """Rows of a draft that was not saved are those it began with."""
    return lambda: stored() if model.history.filter(project=DRAFT).count() > BEGAN.get(model, 0) else None


BEGAN = {BudgetLine: 2}


def decided(verb, state, who, *, name="reason", longest=REASON, data=None, **facts):
    """A reason (or another text) of a verb of the draft, which stands at `state` before."""
    url = put(Project, DRAFT, f"{WRITTEN}{verb}/", state=state, **facts)
    stored = of(partial(Project.objects.filter, pk=DRAFT), name)
    return Text(url, name, longest, stored, data or {}, who, **LONG_TEXT, **READ)


def approved(world):
    """What unit 01 decides without experts."""
    made = project(world["0101"], Call.objects.get(pk=CALL), S.REVIEWING, title="待审批")
    return f"/projects/{made.pk}/approve/"


def to_start(world):
    """An approved project of unit 01 whose notice is over."""
    made = project(world["0101"], Call.objects.get(pk=CALL), S.NOTICE, granted=1500, own_granted=500)
    days = {"starts_on": date(2012, 6, 1), "ends_on": date(2012, 6, 7)}
    notice = Notice.objects.create(host=world["01"], stage="approval", title="公示", **days)
    NoticeEntry.objects.create(notice=notice, project=made, title="x", unit="x", leader="x")
    return f"/projects/{made.pk}/start/"


def seat_field(address, name, longest, data):
    stored = of(partial(Seat.objects.filter, pk=reviews.SEAT), name)
    return Text(f"/projects/desk/{reviews.SEAT}/{address}", name, longest, stored, data, "expert", **LONG_TEXT)


def to_publish(world):
    Project.objects.filter(pk=DRAFT).update(state=S.NOTICE)
    return "/projects/notices/new/"


def objection(name, longest, how):
    def data(_world):
        return {"entry": NoticeEntry.objects.get(notice=NOTICE).pk, "on": "2012-06-02", "text": "重复立项"}

    others = Objection.objects.filter(entry__notice=NOTICE).exclude
    stored = of(partial(others, pk=notices.OBJECTION), name, known="重复立项" if name == "text" else "")
    return Text(f"/projects/notices/{NOTICE}/objections/", name, longest, stored, data, UNIT, **how, **READ)


TODAY = timezone.localdate().isoformat()  # the notice of the world runs by the clock
POINTS = {"points_0": "1", "points_1": "1", "points_2": "1", "remark": "好", "hand_in": "1"}
PERIOD = {"starts_on": "2012-09-01", "midterm_on": "2013-01-15", "final_on": "2013-06-15", "ends_on": "2013-08-31"}
APPLIED = ("background", "goals", "innovation", "method", "expected", "conditions")
TEXTS = {
    "call: title": Text(
        f"/projects/calls/{CALL}/edit/", "title", LINE, of_call("title"), A_CALL, UNIT, **LINES, **READ
    ),
    "call: text": Text(
        f"/projects/calls/{CALL}/edit/", "text", TEXT, of_call("text"), A_CALL, UNIT, **LONG_TEXT, **READ
    ),
    "call: criterion": Text(EDIT_CALL, "criteria-0-name", PERSON, first_criterion, A_CALL, UNIT, **LINES, **READ),
    "withdrawn": decided("withdraw", S.SUBMITTED, BRANCH),
    "returned by the unit": decided("return", S.SUBMITTED, UNIT),
    "returned by the department": decided("send_back", S.SUPPORTED, DEPARTMENT),
    "rejected": decided("reject", S.NOTICE, DEPARTMENT),
    "asked again": decided("ask_again", S.CONFIRMING, DEPARTMENT, offered=1500, own_offered=500),
    "stopped": decided("stop", S.RUNNING, DEPARTMENT),
    "regraded": decided("regrade", S.CLOSING, DEPARTMENT, grade="passed"),
    "approved": Text(
        approved,
        "message",
        200,
        of(partial(Project.objects.filter, title="待审批"), "message"),
        SUMS,
        UNIT,
        **LONG_TEXT,
        **READ,
    ),
    "number": Text(
        to_start,
        "number",
        40,
        of(partial(Project.objects.exclude(number__startswith="DJCX").exclude, number=""), "number"),
        PERIOD,
        UNIT,
        **LINES,
        **READ,
    ),
    "notice": Text(
        to_publish,
        "title",
        LINE,
        of(partial(Notice.objects.filter, host__code="00"), "title"),
        {"starts_on": TODAY, "ends_on": TODAY, "projects": DRAFT},
        DEPARTMENT,
        **LINES,
        **PUBLIC,
        **READ,
    ),
    "objection: source": objection("source", LINE, LINES),
    "objection: text": objection("text", TEXT, LONG_TEXT),
    "objection: answer": Text(
        f"/projects/notices/{NOTICE}/objections/{notices.OBJECTION}/answer/",
        "answer",
        TEXT,
        of(partial(Objection.objects.filter, pk=notices.OBJECTION), "answer"),
        {},
        UNIT,
        **LONG_TEXT,
        **READ,
    ),
    "expert": Text(
        f"/projects/experts/{reviews.EXPERT_USER}/",
        "field",
        LINE,
        of(partial(Expert.objects.filter, user=reviews.EXPERT_USER), "field"),
        {"unit": "outside"},
        DEPARTMENT,
        **LINES,
    ),
    "sheet": seat_field("", "remark", TEXT, POINTS),
    "conflict": seat_field("conflict/", "reason", REASON, {}),
    "application: title": written("title", LINE, LINES),
    "application: leader_post": written("leader_post", PERSON, LINES),
    **{f"application: {name}": written(name, TEXT, LONG_TEXT) for name in APPLIED},
    "application: leader": written("leader", PERSON, LINES),
    "application: first_responsible": written("first_responsible", PERSON, LINES),
    "member: name": written("name", PERSON, LINES, TeamMember, "member"),
    "step: person": written("person", PERSON, LINES, Step, "step"),
    "member: post": written("post", PERSON, LINES, TeamMember, "member"),
    "member: unit": written("unit", LINE, LINES, TeamMember, "member"),
    "step: text": written("text", LINE, LINES, Step, "step"),
    "step: deliverable": written("deliverable", LINE, LINES, Step, "step"),
    "line: use": written("use", PERSON, LINES, BudgetLine, "line"),
    "line: basis": written("basis", LINE, LINES, BudgetLine, "line"),
}
