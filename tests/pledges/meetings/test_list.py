"""The list of review meetings: what is shown to whom, on which day, and which units are late."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from branches.actions import rename
from branches.choices import Kind
from core.lists import PAGE
from pledges.actions import meetings as actions
from tests.pledges.made import TODAY, days, on
from tests.pledges.meetings.conftest import HELD, head
from tests.pledges.meetings.sending import address, text
from tests.pledges.meetings.test_pages import LIST
from tests.workbooks import list_rows
from tests.world import crowd


def test_list_tells_comments_to_who_sees_them(rated, closed, client_of):
    [row] = client_of("unit-01").get(LIST).context["list"].page.object_list
    assert (row.said, row.begun) == (2, 2)
    client = client_of("branch-0101")
    columns = client.get(LIST).context["list"].columns
    assert {"said", "begun"} & {column.name for column in columns} == set()
    heading, *_rows = list_rows(client.get(f"{LIST}sheet/"))
    assert [name for name in heading if "点评" in str(name)] == []


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("", 1),
        ("?unit=01", 1),
        ("?unit=02", 0),
        ("?state=open", 0),
        ("?state=closed", 1),
        ("?year=2012", 1),
        ("?year=2011", 0),
        ("?year=x", 1),
        ("?unit=' OR 1=1", 0),
    ],
)
def test_list_is_filtered(rated, closed, client_of, query, count):
    assert client_of("department").get(LIST + query).context["list"].paginator.count == count


def test_past_day_shows_what_was_held_and_no_buttons(rated, closed, client_of):
    client = client_of("unit-01")
    actions.follow_up(comment=closed.comments.get(branch=rated["0101"]), text="已补学", on=TODAY, by=None)
    before = client.get(f"{LIST}?on={HELD - days(1)}")
    found = before.context["list"].paginator.count, [one.last for one in before.context["units"]]
    assert (found, "登记会议" in text(before), before.context["as_of"]) == ((0, [None]), False, HELD - days(1))
    assert client.get(f"{address(closed)}?on={HELD - days(1)}").status_code == 404
    later = text(client.get(f"{address(closed)}?on={HELD}"))
    assert ("已补学" in later, "follow-up" in later, "已补学" in text(client.get(address(closed)))) == (
        False,
        False,
        True,
    )


def test_late_ones_are_those_of_the_duties(rated, meeting, client_of):
    """0201 is lagging: 02 owes no meeting; 01 owes its first 90 days after the approval of its ratings."""
    for later, late in ((90, 0), (91, 1)):
        with on(TODAY + days(later)):
            page = client_of("department").get(LIST)
            duties = client_of("department").get("/duties/?kind=meeting&state=late").context["list"].paginator.count
        assert (page.context["late"], duties) == (late, late)


def test_units_without_a_meeting_come_first(rated, closed, client_of):
    with on(HELD + days(95)):
        units = client_of("department").get(LIST).context["units"]
    found = [(one.unit.code, one.last and one.last.days, one.late) for one in units]
    assert found == [("02", None, False), ("03", None, False), ("01", 95, True)]
    with on(HELD):
        assert "今天" in text(client_of("unit-01").get(LIST))


def test_units_turn_their_pages_and_late_counts_all_of_them(rated, closed, client_of):
    """Those without a meeting by code, who held one long ago last of all."""
    crowd(rated["00"], range(PAGE + 10), kind=Kind.PARTY_COMMITTEE)
    with on(HELD + days(95)):
        client = client_of("department")
        first, second = (client.get(f"{LIST}?list=units&page={page}").context for page in (1, 2))
    codes = ["02", "03", *(f"N{number:04}" for number in range(PAGE + 10))]
    assert [one.unit.code for one in first["units"]] == codes[:PAGE]
    assert [one.unit.code for one in second["units"]] == [*codes[PAGE:], "01"]
    assert (first["late"], second["late"], second["units"][-1].late) == (1, 1, True)


def test_as_many_questions_for_many_units_as_for_few(rated, closed, client_of):
    client, counts = client_of("department"), []
    for numbers in (range(5), range(10, 60)):
        crowd(rated["00"], numbers, kind=Kind.PARTY_COMMITTEE)
        client.get(LIST)
        with CaptureQueriesContext(connection) as captured:
            client.get(LIST)
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_past_day_tells_what_was_told_and_called_so_then(rated, closed, client_of):
    comment = closed.comments.get(branch=rated["0101"])
    for day, told in ((TODAY, "已补学一次"), (TODAY + days(30), "已全部补学")):
        with on(day):
            actions.follow_up(comment=comment, text=told, on=day, by=None)
    with on(TODAY + days(30)):
        for code in ("01", "0101", "0103"):
            rename(rated[code], name=f"改名{code}", on=TODAY + days(20), reason="改名", by=None)
        client, past = client_of("unit-01"), f"?on={TODAY + days(9)}"
        page, listed = client.get(address(closed) + past), client.get(LIST + past)
        ledger = text(client.get(f"/plans/ledgers/meetings/{past}"))
    assert [words in text(page) for words in ("已补学一次", "已全部补学", "改名01")] == [True, False, False]
    assert (page.context["crumbs"][0][1], "改名01" in text(listed)) == (f"{LIST}{past}", False)
    assert ("已补学一次" in ledger, "已全部补学" in ledger) == (True, False)


def test_cost_does_not_grow_with_the_meetings(rated, closed, client_of, django_assert_max_num_queries):
    client = client_of("department")
    client.get(LIST)
    for number in range(1, 4):
        actions.record(unit=rated["01"], head=head(HELD - days(number)), by=None)
    with django_assert_max_num_queries(25):
        client.get(LIST)
