"""A day gone by: list, page and branch page show twinnings as they were then, and nothing to press (R35)."""

import pytest

from branches import actions as roster
from core.attachments.fields import Attachment
from pledges.actions import twinning as actions
from pledges.choices import HelperKind, TwinningResult, TwinningStanding, TwinningState
from pledges.models import Twinning
from pledges.queries.twinnings import of_branch
from pledges.queries.twinnings.on_day import as_told, standing_at, standing_of, there_on, with_records
from tests.pledges.made import TODAY, days, on
from tests.pledges.twinning.made import HELPER, agreed, noted, proposed
from tests.pledges.twinning.pages import buttons
from tests.workbooks import list_rows
from tests.world import close

PROPOSED, AGREED, BEGINS, JUDGED = TODAY, TODAY + days(3), TODAY + days(5), TODAY + days(20)
NOW = TODAY + days(40)
TOLD = {TwinningStanding.PROPOSED: "待帮扶方同意"}
WAS = {
    PROPOSED - days(1): None,
    PROPOSED: TwinningStanding.PROPOSED,
    AGREED: TwinningStanding.AHEAD,
    BEGINS: TwinningStanding.IN_FORCE,
    JUDGED - days(1): TwinningStanding.IN_FORCE,
    JUDGED: TwinningStanding.ENDED,
    NOW: TwinningStanding.ENDED,
}


@pytest.fixture
def twinning(rated):
    """Proposed, agreed, begun, recorded, ended early, each on a day of its own; then both branches are renamed."""
    made = proposed(rated, starts_on=BEGINS)
    with on(AGREED):
        actions.agree(twinning=made, party=HELPER, by=rated.people["branch-0101"])
    with on(BEGINS):
        record = noted(made, by=rated.people["branch-0101"])
    with on(JUDGED):
        actions.confirm(record=record, by=rated.people["branch-0102"])
        actions.end(twinning=made, result=TwinningResult.MET, reason="已转化", by=rated.people["unit-01"])
    for code in ("0101", "0102"):
        rated[code].refresh_from_db()
        with on(NOW):
            roster.rename(rated[code], name=f"新{code}党支部", on=NOW, by=None)
    with on(NOW):
        yield made


def address(twinning, day):
    return f"{twinning.get_absolute_url()}?on={day.isoformat()}"


@pytest.mark.parametrize("day", WAS)
def test_list_filter_and_page_agree_on_a_day(rated, client_of, twinning, day):
    client, was = client_of("department"), WAS[day]
    rows = client.get(f"/twinning/?on={day}").context["list"].rows
    kept = {
        one.value
        for one in TwinningStanding
        if client.get(f"/twinning/?on={day}&state={one}").context["list"].paginator.count
    }
    page = client.get(address(twinning, day))
    assert kept == ({was} if was else set())
    if was is None:
        assert (len(rows), page.status_code) == (0, 404)
    else:
        [row] = rows
        assert (row.get_cell_value("state"), page.context["page"].standing) == (TOLD.get(was, was.label), was)


def test_page_of_a_day_tells_nothing_of_later(rated, client_of, twinning):
    response = client_of("unit-01").get(address(twinning, BEGINS))
    page, shown = response.content.decode(), response.context["twinning"]
    assert (shown.ends_on, shown.result, shown.reason) == (TODAY + days(200), "", "")
    assert [(one.record.state, one.record.confirmed_by) for one in response.context["page"].records] == [
        ("reported", None)
    ]
    assert {event.day for event in response.context["timeline"]} == {PROPOSED, AGREED, BEGINS}
    assert (buttons(response), "新0102党支部" in page, "文学院学生第一党支部" in page) == (set(), False, True)
    assert "/agreement/" not in page


def test_proposal_of_a_day_is_not_agreed_by_the_other_side(rated, client_of, twinning):
    shown = client_of("unit-01").get(address(twinning, PROPOSED)).context["twinning"]
    assert (shown.state, shown.helper_agreed_at, shown.starts_on) == (TwinningState.PROPOSED, None, BEGINS)


def test_today_has_its_buttons(rated, client_of):
    made = proposed(rated)
    with on(NOW):
        client = client_of("unit-01-2")
        found = [buttons(client.get(one)) for one in (made.get_absolute_url(), address(made, TODAY))]
    assert [bool(names) for names in found] == [True, False]


def test_workbook_is_of_the_day(rated, client_of, twinning):
    response = client_of("unit-01").get(f"/twinning/sheet/?on={BEGINS}")
    [heading, row] = list_rows(response)
    told = dict(zip(heading, row, strict=True))
    assert (told["帮扶对象"], told["帮扶方"], told["状态"]) == (
        "文学院学生第一党支部",
        "文学院教工第一党支部",
        "帮扶中",
    )


def test_links_of_a_day_lead_to_that_day(rated, client_of, twinning):
    client = client_of("department")
    asked = f"?on={BEGINS}"
    pages = [
        client.get(f"{one}{asked}").content.decode() for one in ("/twinning/", "/branches/0102/", "/branches/0101/")
    ]
    assert [f'href="{twinning.get_absolute_url()}{asked}"' in page for page in pages] == [True] * 3
    assert f"/branches/0101/{asked}" in client.get(address(twinning, BEGINS)).content.decode()


@pytest.mark.parametrize(
    ("day", "status"),
    [("2012-13-01", 400), ("abc", 400), ("2099-01-01", 400), ("0001-01-01", 400), (TODAY.isoformat(), 200)],
)
def test_day_that_is_none_is_told(rated, client_of, twinning, day, status):
    client = client_of("unit-01")
    pages = ("/twinning/", "/twinning/sheet/", twinning.get_absolute_url())
    assert [client.get(f"{one}?on={day}").status_code for one in pages] == [status] * 3


def test_branch_page_shows_what_is_coming(rated, client_of):
    made = proposed(rated, starts_on=BEGINS)
    client, link = client_of("unit-01"), made.get_absolute_url()
    told = [[one.pk for one in of_branch(rated[code], TODAY).coming] for code in ("0101", "0102", "0103")]
    assert (told, link in client.get("/branches/0102/").content.decode()) == ([[made.pk], [made.pk], []], True)
    with on(AGREED):
        actions.agree(twinning=made, party=HELPER, by=rated.people["branch-0101"])
        assert [one.pk for one in of_branch(rated["0102"], AGREED).coming] == [made.pk]
        assert of_branch(rated["0102"], TODAY).coming[0].state == TwinningState.PROPOSED
    with on(BEGINS):
        found = of_branch(rated["0102"], BEGINS)
        assert (found.coming, [one.twinning.pk for one in found.helpers]) == ([], [made.pk])


def test_what_a_ledger_told_later_holds_from_its_day(rated):
    """Entered on NOW: in force from TODAY to JUDGED; the history knows nothing of the days before."""
    with on(NOW):
        facts = {"helper_kind": HelperKind.BRANCH, "helper": rated["0101"], "helped": rated["0102"]}
        ended = {"state": TwinningState.ENDED, "result": TwinningResult.MET}
        Twinning.objects.create(**facts, **ended, starts_on=TODAY, ends_on=JUDGED, agreed_on=TODAY)
        for day, was in ((TODAY - days(1), None), (TODAY, "in_force"), (JUDGED, "ended"), (NOW, "ended")):
            rows = with_records(there_on(Twinning.objects.with_people(), day), day)
            found = [(standing_of(row, day, None), row.result) for row in as_told(rows, day)]
            assert found == ([(was, "met" if was == "ended" else "")] if was else [])
            assert was is None or standing_at(rows, was, day).count() == 1


def test_closing_entered_later_holds_from_its_day(rated, client_of):
    """What stood to be judged on a day gone by did so; a closing ended it on its own day."""
    made, judged = agreed(rated), agreed(rated, "03", "0101", by="unit-03", days=10)
    with on(NOW):
        rated["0102"].refresh_from_db()
        actions.end(twinning=judged, result=TwinningResult.MET, reason="已转化", by=None)
        close(rated["0102"], TODAY + days(10))
        client, was = client_of("department"), {}
        for day in (TODAY + days(9), TODAY + days(19)):
            rows = client.get(f"/twinning/?on={day}").context["list"].rows
            was[day] = {row.record.pk: row.get_cell_value("state") for row in rows}
    assert was == {
        TODAY + days(9): {made.pk: "帮扶中", judged.pk: "帮扶中"},
        TODAY + days(19): {made.pk: "已结束", judged.pk: "已到期、未认定结果"},
    }


def test_record_sent_back_later_stood_as_reported(rated, client_of):
    made = agreed(rated)
    record = noted(made, by=rated.people["branch-0101"])
    with on(TODAY + days(2)):
        actions.send_back(record=record, reason="请写明参加人", by=rated.people["branch-0102"])
    with on(NOW):
        client, told = client_of("unit-01"), {}
        for day in (TODAY + days(1), TODAY + days(2)):
            records = client.get(address(made, day)).context["page"].records
            [row] = client.get(f"/twinning/?on={day}").context["list"].data
            told[day] = [(one.record.state, one.record.reason) for one in records], row.counted
    assert told == {TODAY + days(1): ([("reported", "")], 1), TODAY + days(2): ([], 0)}


def test_record_corrected_later_reads_as_it_did(rated, client_of):
    """Page and ledger of a day gone by tell what was handed in by then, without the picture that came later."""
    made, secretary = agreed(rated), rated.people["branch-0101"]
    record = noted(made, by=secretary, text="上门辅导", solved="组织生活停顿")
    with on(TODAY + days(2)):
        actions.send_back(record=record, reason="请写明参加人", by=rated.people["branch-0102"])
    with on(NOW):
        shown = Attachment("现场.jpg", "image/jpeg", b"jpeg")
        told = {"text": "辅导两次", "solved": "台账不全", "people": "双方支委", "picture": shown}
        actions.correct(record=record, on=TODAY, **told, by=secretary)
        client, told = client_of("unit-01"), {}
        for day in (TODAY + days(1), NOW):
            [line] = client.get(address(made, day)).context["page"].records
            [row] = client.get(f"/plans/ledgers/twinnings/?on={day}").context["list"].rows
            pictures = len(line.record.pictures.all())
            told[day] = (line.record.text, line.record.people, pictures, row.get_cell_value("solved"))
    assert [*told.values()] == [
        ("上门辅导", "", 0, "2012年6月1日 组织生活停顿"),
        ("辅导两次", "双方支委", 1, "2012年6月1日 台账不全"),
    ]


def test_past_costs_the_same_for_many(rated, client_of, django_assert_max_num_queries):
    client, costs = client_of("department"), []
    for helped in ("0102", "0202", "03"):
        agreed(rated, helped, by=f"unit-{helped[:2]}")
        with on(NOW), django_assert_max_num_queries(100) as captured:
            client.get(f"/twinning/?on={TODAY}")
        costs.append(len(captured))
    assert costs[1] == costs[2]
