"""The log: newest first, filtered, in words, exported as shown."""

import io

import pytest
from openpyxl import load_workbook

from core.choices import EventKind
from core.events import record
from core.models import Event


@pytest.fixture
def events(world):
    record(EventKind.DECISION, by=world.people["department"], subject="2012-1", verb="approve", count=3)
    record(EventKind.RESTRUCTURE, by=None, subject="0101", change="merged", on="2012-06-01", after="0102")
    return world


def lines(response):
    """What is listed besides the reader's own sign-in."""
    return [line for line in response.context["lines"] if line.who != "audit"]


def subjects(response):
    return [line.subject for line in lines(response) if line.subject in ("0101", "2012-1")]


def test_log_tells_in_words_newest_first(events, client_of):
    client = client_of("audit")
    client.post("/language/", {"language": "en"})
    told = [(line.who, line.detail) for line in lines(client.get("/history/")) if line.subject in ("0101", "2012-1")]
    assert told == [
        ("a command", "Change: Merged · As of: 2012-06-01 · After: 0102"),
        ("department", "Decision: Approved · Number: 3"),
    ]


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
    assert [row[3] for row in sheet.iter_rows(min_row=2, values_only=True)] == ["2012-1"]
    assert Event.objects.first().kind == EventKind.EXPORT
