"""Text fields of the forms of plans."""

from core.reporting.choices import ReportedState
from pledges.choices import RUNNING, PlanState
from pledges.models import DueMove, LookBack, Measure, Plan, Resource, Update, Version
from tests.naughty.fields import (
    LINE,
    LINES,
    LONG_TEXT,
    PERSON,
    PUBLIC,
    REASON,
    TEXT,
    Text,
    first,
)
from tests.pledges.access import MOVE, PLEDGE, RECTIFICATION, SETTLED

BRANCH, UNIT = "branch-0101", "unit-01"
ROWS = {"measure-TOTAL_FORMS": 1, "measure-INITIAL_FORMS": 0, "measure-0-text": "每月学习"}
ACTIVITY = ROWS | {"due_on": "2099-01-01"}
TO_RECTIFY = ROWS | {"goal": 2, "problem_types": "idle", "problems": "组织生活不经常", "leader": "张三"}
NEW, EDIT = "/plans/new/activity/0101/", f"/plans/{RECTIFICATION}/edit/"
REPORT = f"/plans/{PLEDGE}/measures/1/report/"
REPORTED = {"text": "已学习", "on": "2012-06-01"}
DECIDED = {"outcome": "not_kept", "reason": "未落实", "explanation": "因防汛推迟"}
RESOURCES, RESOURCE = f"/plans/{RECTIFICATION}/resources/", {"what": "专项经费"}


def of_plan(number, name):
    return lambda: first(Plan.objects.filter(pk=number), name)


def of_activity(name):
    return lambda: first(Plan.objects.filter(kind="activity"), name)


def of_measure(name):
    return lambda: first(Measure.objects.filter(plan__kind="activity").exclude(**{name: "每月学习"}), name)


def of_version(plan, name):
    """What the next version of `plan` says there; None without one."""

    def said():
        content = first(Version.objects.filter(plan=plan, number=2), "content") or {"measures": [{}]}
        return (content | content["measures"][0]).get(name) or None

    return said


def in_state(number, state, verb):
    """The address of a verb of a plan, which is put into `state` before."""

    def put(_world):
        adopted = {} if state in RUNNING else {"published_on": None}
        Plan.objects.filter(pk=number).update(state=state, **adopted)
        return f"/plans/{number}/{verb}/"

    return put


def reported(address):
    """An address of the pledge, of which a measure is reported as done before."""

    def put(_world):
        Measure.objects.filter(plan=PLEDGE).update(state=ReportedState.REPORTED)
        return f"/plans/{PLEDGE}/{address}/"

    return put


def rectified(name, longest, how):
    return Text(EDIT, name, longest, of_version(RECTIFICATION, name), TO_RECTIFY, UNIT, **how)


TEXTS = {
    "measure": Text(NEW, "measure-0-text", LINE, of_measure("text"), ACTIVITY, BRANCH, **LINES),
    "person": Text(NEW, "measure-0-person", PERSON, of_measure("person"), ACTIVITY, BRANCH, **LINES),
    "responsible": Text(NEW, "responsible", PERSON, of_activity("responsible"), ACTIVITY, BRANCH, **LINES),
    "pledged": Text(
        f"/plans/{PLEDGE}/edit/",
        "measure-0-text",
        LINE,
        of_version(PLEDGE, "text"),
        ROWS | {"goal": 4},
        BRANCH,
        **LINES,
        **PUBLIC,
    ),
    "problems": rectified("problems", TEXT, LONG_TEXT),
    "causes": rectified("causes", TEXT, LONG_TEXT),
    "leader": rectified("leader", PERSON, LINES),
    "contact": rectified("contact", PERSON, LINES),
    "report": Text(REPORT, "text", TEXT, lambda: first(Update.objects.all(), "text"), REPORTED, BRANCH, **LONG_TEXT),
    "what is missing": Text(
        reported("measures/1/unconfirm"),
        "reason",
        REASON,
        lambda: first(Measure.objects.filter(plan=PLEDGE), "reason"),
        {},
        UNIT,
        **LONG_TEXT,
    ),
    "return": Text(
        in_state(PLEDGE, PlanState.SUBMITTED, "return"),
        "reason",
        REASON,
        of_plan(PLEDGE, "reason"),
        {},
        UNIT,
        **LONG_TEXT,
    ),
    "not accepted": Text(
        in_state(RECTIFICATION, PlanState.ACCEPTANCE, "refuse"),
        "reason",
        REASON,
        of_plan(RECTIFICATION, "reason"),
        {},
        UNIT,
        **LONG_TEXT,
    ),
    "self-assessment sent back": Text(
        in_state(PLEDGE, PlanState.ASSESSED, "send_back"),
        "reason",
        REASON,
        of_plan(PLEDGE, "reason"),
        {},
        UNIT,
        **LONG_TEXT,
    ),
    "withdrawal": Text(
        f"/plans/{PLEDGE}/withdraw/", "reason", REASON, of_plan(PLEDGE, "outcome_reason"), {}, UNIT, **LONG_TEXT
    ),
    "another day": Text(
        f"/plans/{PLEDGE}/measures/1/move/",
        "reason",
        REASON,
        lambda: first(DueMove.objects.filter(measure__plan=PLEDGE), "reason"),
        {"new_day": "2098-01-01"},
        BRANCH,
        **LONG_TEXT,
    ),
    "answer": Text(
        f"/plans/{PLEDGE}/moves/{MOVE}/refuse/",
        "reason",
        REASON,
        lambda: first(DueMove.objects.filter(pk=MOVE), "answer"),
        {},
        UNIT,
        **LONG_TEXT,
    ),
    "assessment": Text(
        reported("assess"), "text", TEXT, of_plan(PLEDGE, "assessment"), {}, BRANCH, **LONG_TEXT, **PUBLIC
    ),
    "explanation": Text(
        in_state(PLEDGE, PlanState.ASSESSED, "decide"),
        "explanation",
        TEXT,
        of_plan(PLEDGE, "explanation"),
        DECIDED,
        UNIT,
        **LONG_TEXT,
        **PUBLIC,
    ),
    "reason of the outcome": Text(
        in_state(PLEDGE, PlanState.ASSESSED, "decide"),
        "reason",
        REASON,
        of_plan(PLEDGE, "outcome_reason"),
        DECIDED,
        UNIT,
        **LONG_TEXT,
    ),
    "look-back": Text(
        f"/plans/{SETTLED}/look-back/",
        "note",
        TEXT,
        lambda: first(LookBack.objects.all(), "note"),
        {"on": "2012-12-01", "result": "lasting"},
        **LONG_TEXT,
    ),
    **{
        f"resource: {name}": Text(
            RESOURCES, name, longest, lambda name=name: first(_brought_in(), name), RESOURCE, UNIT, **LINES
        )
        for name, longest in (("what", LINE), ("source", LINE), ("person", PERSON))
    },
}


def _brought_in():
    return Resource.objects.filter(plan=RECTIFICATION).exclude(what="活动经费")


ASKED = {
    "link": (REPORT, "link", REPORTED, BRANCH),
    "day": (REPORT, "on", REPORTED, BRANCH),
    "rows": (NEW, "measure-TOTAL_FORMS", ACTIVITY, BRANCH),
    "number": (NEW, "measure-0-number", ACTIVITY, BRANCH),
    "start": (NEW, "measure-0-start", ACTIVITY, BRANCH),
    "due day": (NEW, "due_on", ACTIVITY, BRANCH),
    "version": (f"/plans/{PLEDGE}/edit/", "version", ROWS | {"goal": 4}, BRANCH),
    "goal": (f"/plans/{PLEDGE}/edit/", "goal", ROWS, BRANCH),
}
