"""The log: newest first, filtered, in words, exported as shown."""

import ast
import io
from datetime import datetime, timedelta

import pytest
from django.utils.translation import override
from openpyxl import load_workbook

from branches.admin.users import VERBS
from branches.choices import Category, ChangeKind
from config.settings import BASE_DIR
from core.choices import EventKind, Role
from core.events import record
from core.models import Event
from core.workbooks.kinds import kinds
from projects.choices import RequestKind
from projects.lifecycles.projects import OF_BRANCH_CHECKED
from reports.log.list import OF_ANNUAL_REPORTS, OF_PROJECTS, WORDS, line
from reports.queries.annual.checks import RULES

REPORTED = [*OF_PROJECTS, *OF_ANNUAL_REPORTS]
PROJECT_VERBS = [one.name for one in OF_BRANCH_CHECKED.transitions]


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
        ("department", "Action: Approved · Count: 3"),
    ]


def test_log_says_counts_and_days_as_an_office_does(events, client_of):
    response = client_of("audit").get("/history/")
    assert [line.detail for line in lines(response) if line.subject in ("0101", "2012-1")] == [
        "变更：并入 · 日期：2012年6月1日 · 变更后：0102",
        "操作：已审定 · 数量：3",
    ]
    assert [str(field.label) for field in response.context["filter"].form] == ["类型", "用户名", "自", "至"]


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
    sheet = load_workbook(io.BytesIO(b"".join(response.streaming_content))).active
    [(at, *others)] = sheet.iter_rows(min_row=2, values_only=True)
    assert (datetime.fromisoformat(at).utcoffset(), others) == (
        timedelta(hours=8),
        ["审定", "department", "2012-1", "操作：已审定 · 数量：3"],
    )
    assert Event.objects.first().kind == EventKind.EXPORT


def told(language, kind=EventKind.ACCOUNT, subject="x", **detail):
    with override(language):
        shown = line(record(kind, by=None, subject=subject, **detail))
        return shown.subject, shown.detail


def values_of(key):
    return {
        "verb": [
            "approve",
            "return",
            "reopen",
            "record",
            "created",
            *VERBS,
            *OF_PROJECTS,
            *OF_ANNUAL_REPORTS,
            *PROJECT_VERBS,
        ],
        "change": [*ChangeKind.values, *RequestKind.values],
        "category": Category.values,
        "role": Role.values,
        "workbook": [kind.name for kind in kinds()],
        "what": ["template"],
        "check": [rule.key for rule in RULES],
    }[key]


@pytest.mark.parametrize("key", ["verb", "change", "category", "role", "workbook", "what", "check"])
def test_log_words_every_identifier_in_both_languages(db, key):
    for value in values_of(key):
        chinese, english = told("zh-hans", **{key: value})[1], told("en", **{key: value})[1]
        assert chinese.isascii() is False
        assert english.startswith(f"{english.partition(':')[0]}: ")
        assert value not in (chinese.partition("：")[2], english.partition(": ")[2])


def test_log_names_a_download_after_its_kind(db):
    assert told("en", EventKind.DOWNLOAD, "ratings", what="template") == ("Decided ratings", "What: Blank workbook")
    assert told("en", EventKind.EXPORT, "ratings.xlsx") == ("ratings.xlsx", "")


def test_log_has_a_word_for_every_field_that_is_recorded():
    """Fields are named where the log is written: as keywords, or in the dict of an Act."""
    calls = [
        call
        for app in ("accounts", "branches", "core", "ratings", "projects", "reports")
        for path in (BASE_DIR / app).rglob("*.py")
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call) and ast.unparse(call.func).rpartition(".")[2] in ("record", "act", "_act", "Act")
    ]
    keywords = {keyword.arg for call in calls for keyword in call.keywords if keyword.arg}
    keys = {
        key.value
        for call in calls
        for found in ast.walk(call)
        if isinstance(found, ast.Dict)
        for key in found.keys
        if isinstance(key, ast.Constant)
    }
    recorded = keywords | keys
    assert {"verb", "change", "rounds", "workbook", "what"} <= recorded
    assert recorded - {"by", "subject"} <= WORDS.keys()
