"""The log: newest first, filtered, in words, exported as shown."""

import ast
from datetime import datetime, timedelta

import pytest
from django.conf import settings
from django.utils.translation import override

from branches.choices import Category, ChangeKind
from core.choices import EventKind, Role
from core.log.events import record
from core.models import Event
from core.workbooks.kinds import kinds
from pledges.choices import LookBackResult, PlanKind, PlanOutcome, TwinningResult
from projects.choices import RequestKind
from reports.log.list import line
from reports.log.words import VALUES, WORDS
from reports.queries.annual.checks import RULES
from tests.acts import verbs
from tests.workbooks import list_rows

pytestmark = pytest.mark.everywhere

TELLING = ("record", "about", "tell", "_tell", "tell_all")
BY_HAND = ("enter", "correct", "discard", "import", "created")  # of the admin, workbooks and commands


@pytest.fixture
def events(world):
    record(EventKind.DECISION, by=world.people["department"], subject="2012-1", verb="approve", count=3)
    record(EventKind.RESTRUCTURE, by=None, subject="0101", change="merged", on="2012-06-01", after="0102")
    return world


def lines(response):
    """What is listed besides the reader's own sign-in."""
    return [line for line in response.context["list"].page if line.who != "audit"]


def subjects(response):
    return [line.subject for line in lines(response) if line.subject in ("0101", "2012-1")]


def test_log_tells_in_words_newest_first(events, client_of):
    client = client_of("audit")
    client.post("/language/", {"language": "en"})
    told = [(line.who, line.detail) for line in lines(client.get("/history/")) if line.subject in ("0101", "2012-1")]
    assert told == [
        ("a command", "Change: Merged · On: 1 Jun 2012 · After: 0102"),
        ("department (department)", "Action: Approved · Count: 3"),
    ]


def test_log_says_counts_and_days_as_an_office_does(events, client_of):
    response = client_of("audit").get("/history/")
    assert [line.detail for line in lines(response) if line.subject in ("0101", "2012-1")] == [
        "变更：并入 · 日期：2012年6月1日 · 变更后：0102",
        "操作：已审定 · 数量：3",
    ]
    assert [str(field.label) for field in response.context["filter"].form] == ["类型", "姓名或用户名", "自", "至"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("kind=decision", ["2012-1"]),
        ("person=depart", ["2012-1"]),
        ("until=2001-01-01", []),
        ("since=2001-01-01", ["0101", "2012-1"]),
        ("kind=nonsense", ["0101", "2012-1"]),
    ],
)
def test_log_is_filtered(events, client_of, query, expected):
    assert subjects(client_of("audit").get(f"/history/?{query}")) == expected


def test_log_exports_what_is_shown_and_says_so(events, client_of):
    response = client_of("audit").get("/history/export/?kind=decision")
    _headings, (at, *others) = list_rows(response)
    assert (datetime.fromisoformat(at).utcoffset(), others) == (
        timedelta(hours=8),
        ["审定", "department（department）", None, "2012-1", "操作：已审定 · 数量：3"],
    )
    assert Event.objects.first().kind == EventKind.EXPORT


def told(language, kind=EventKind.ACCOUNT, subject="x", **detail):
    with override(language):
        shown = line(record(kind, by=None, subject=subject, **detail))
        return shown.subject, shown.detail


def values_of(key):
    return {
        "verb": {*verbs().values(), *BY_HAND},
        "change": [*ChangeKind.values, *RequestKind.values],
        "category": Category.values,
        "role": Role.values,
        "workbook": [kind.name for kind in kinds()],
        "what": ["template"],
        "check": [rule.key for rule in RULES],
        "result": [*TwinningResult.values, *LookBackResult.values],
        "plan_kind": PlanKind.values,
        "outcome": PlanOutcome.values,
    }[key]


@pytest.mark.parametrize("key", VALUES)
def test_log_words_every_identifier_in_both_languages(db, key):
    for value in values_of(key):
        chinese, english = told("zh-hans", **{key: value})[1], told("en", **{key: value})[1]
        assert chinese.partition("：")[2].isascii() is False
        assert english.startswith(f"{english.partition(':')[0]}: ")
        assert value not in (chinese.partition("：")[2], english.partition(": ")[2])


def test_log_names_a_download_after_its_kind(db):
    assert told("en", EventKind.DOWNLOAD, "ratings", what="template") == ("Decided ratings", "What: Blank workbook")
    assert told("en", EventKind.EXPORT, "ratings.xlsx") == ("ratings.xlsx", "")


def test_log_has_a_word_for_every_field_that_is_recorded():
    """Fields are named where the log is written: as keywords."""
    calls = [
        call
        for app in settings.PROJECT_APPS
        for path in (settings.BASE_DIR / app).rglob("*.py")
        if "demo" not in path.parts
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call) and ast.unparse(call.func).rpartition(".")[2] in TELLING
    ]
    recorded = {keyword.arg for call in calls for keyword in call.keywords if keyword.arg}
    assert {"change", "rounds", "workbook", "what"} <= recorded
    assert sorted(recorded - {"by", "subject"} - WORDS.keys()) == []


def test_who_is_not_signed_in_is_no_command(world, client, client_of):
    client.post("/login/", {"username": "unit-01", "password": "falsch"})
    [failed] = lines(client_of("audit").get("/history/?kind=sign_in_failed"))
    assert (failed.who, failed.subject) == ("未登录", "unit-01")


def test_verbs_of_the_registers_are_no_verbs_of_projects(db):
    assert told("en", verb="correct")[1] == "Action: Corrected in the register"
