"""Reminding: with one press, once a day for each duty, in the inbox of who sees to it, in the log."""

from datetime import timedelta

import pytest
from zeal import zeal_ignore

from core.choices import EventKind, Role
from core.forms import settled
from core.models import Event
from pledges.actions.reminding import Reminded, remind
from pledges.choices import ExceptionState, HelperKind, PlanKind
from pledges.models import Benchmark, Reminder, Twinning
from ratings.choices import Tier
from tests.pledges.made import TODAY, drafted, in_force, on, submitted
from tests.ratings.actions.test_races import at_once
from tests.world import appoint, close, rate

REMIND, PLEDGE = "/duties/remind/", "/duties/remind/?row=pledge-0101"


def reminders():
    return {(one.organisation.code, one.kind, one.on, one.reminded_as) for one in Reminder.objects.select_related()}


def inbox(client):
    return [
        todo for _own, places in client.get("/todo/").context["parts"] for _place, found in places for todo in found
    ]


def todos(client):
    return [todo.why for todo in inbox(client)]


def test_one_press_reminds_and_stands_in_the_inbox_until_it_is_done(rated, client_of, told):
    response = client_of("department").post(f"{REMIND}?kind=pledge", {"row": "pledge-0101"})
    assert (response.url, told(response)) == ("/duties/?kind=pledge#pledge-0101", ["已提醒1项。"])
    assert reminders() == {("0101", "pledge", TODAY, "department")}
    by = "（党委组织部（department）于2012年6月1日提醒）"
    assert [why for why in todos(client_of("branch-0101")) if by in why] == [f"公开承诺：已逾期，尚未提交。{by}"]
    in_force(rated["0101"], rated.campaign)
    assert [why for why in todos(client_of("branch-0101")) if "提醒" in why] == []


def test_reminder_of_what_is_not_due_for_long_shows_at_once(rated, client_of):
    before = [why for why in todos(client_of("unit-01")) if "点评互评会" in why]
    client_of("department").post(f"{REMIND}?row=meeting-01")
    after = [why for why in todos(client_of("unit-01")) if "点评互评会" in why]
    assert (before, [why.partition("（")[0] for why in after]) == ([], ["点评互评会：请按期召开并记录。"])


def test_several_are_asked_about_once_and_counted(rated, client_of, told):
    client = client_of("unit-01")
    client.post(PLEDGE)
    in_force(rated["0103"], rated.campaign, "activity")
    asked = f"{REMIND}?row=pledge-0101&row=benchmark-0101&row=activity-0103"
    left = client.get(asked).context["asked"]
    assert ([duty.kind for duty in left.duties], left.left_out) == (
        ["benchmark"],
        ["1项今日已提醒过，不再重复。", "1项已落实或组织已撤销，未提醒。"],
    )
    response = client.post(asked)
    assert told(response) == ["已提醒1项。", "1项今日已提醒过，不再重复。", "1项已落实或组织已撤销，未提醒。"]


def test_all_late_ones_of_a_list(rated, client_of):
    client_of("department").post(f"{REMIND}?kind=pledge&all=1")
    assert reminders() == {(code, "pledge", TODAY, "department") for code in ("0101", "0201")}


def test_what_was_reminded_today_is_offered_no_more(rated, client_of):
    client, late = client_of("department"), "/duties/?kind=pledge&state=late"
    offered = []
    for rows in ("row=pledge-0101", "row=pledge-0201"):
        client.post(f"{REMIND}?{rows}")
        page = client.get(late).content.decode()
        offered.append((page.count('name="row"'), "提醒全部逾期的（1）" in page, "批量提醒" in page))
    assert offered == [(2, True, True), (0, False, False)]


def test_once_a_day_and_again_tomorrow(rated, client_of, told):
    client = client_of("department")
    said = [told(client.post(PLEDGE, follow=True)), told(client.post(PLEDGE, follow=True))]
    refusal = client.get(PLEDGE).context["decision"].obstacle
    with on(TODAY + timedelta(days=1)):
        said.append(told(client_of("department").post(PLEDGE)))
    assert said == [["已提醒1项。"], ["1项今日已提醒过，不再重复。"], ["已提醒1项。"]]
    assert (refusal, Reminder.objects.count()) == ("所选事项今日均已提醒，或正待他人办理，或已落实，无需再提醒。", 2)


def test_log_keeps_one_entry_with_codes_and_no_kinds(rated, client_of):
    client_of("unit-01").post(f"{REMIND}?row=rectification-0102&row=pledge-0101")
    [event] = Event.objects.filter(kind=EventKind.REMIND)
    assert (event.by_name, event.detail) == (
        "unit-01",
        {"verb": "remind", "campaign": "2012", "organisation": "0101, 0102", "count": 2, "role": "unit"},
    )


@pytest.mark.parametrize("row", ["helper-0102", "meeting-01", "unit-01"])
def test_unit_does_not_remind_of_what_it_sees_to_itself(rated, client_of, row):
    client_of("unit-01").post(f"{REMIND}?row={row}")
    assert reminders() == set()


def plan_submitted(world):
    submitted(world["0101"], world.campaign)


def exception_asked(world):
    rate(world["0201"], world.baseline, Tier.ADVANCED)
    facts = {"starts_on": TODAY, "exception_reason": "本单位无先进", "state": ExceptionState.ASKED}
    Benchmark.objects.create(follower=world["0101"], followed=world["0201"], **facts)


def helper_proposed(world):
    facts = {"helper_kind": HelperKind.LEADER, "helper_name": "李四", "starts_on": TODAY}
    Twinning.objects.create(helped=world["0102"], **facts)


@pytest.mark.parametrize(
    ("made", "row"),
    [(plan_submitted, "pledge-0101"), (exception_asked, "benchmark-0101"), (helper_proposed, "helper-0102")],
)
def test_who_waits_for_somebody_else_is_not_reminded(rated, client_of, told, made, row):
    made(rated)
    client = client_of("department")
    assert f'value="{row}"' not in client.get("/duties/?unit=01").content.decode()
    assert (told(client.post(f"{REMIND}?row={row}")), reminders()) == (["1项正待他人办理，未提醒。"], set())


def test_draft_of_a_rectification_is_for_the_unit_to_see_to(rated, client_of, told):
    drafted(rated["0102"], rated.campaign, PlanKind.RECTIFICATION)
    row = f"{REMIND}?row=rectification-0102"
    said = [told(client_of(who).post(row)) for who in ("unit-01", "department")]
    assert said == [["1项正待他人办理，未提醒。"], ["已提醒1项。"]]
    names = [name for todo in inbox(client_of("unit-01")) for name, _url in todo.names if "提醒" in name]
    assert names == ["文学院学生第一党支部（党委组织部（department）于2012年6月1日提醒）"]


def test_who_looks_at_everybody_reminds_the_own_unit_only(rated, client_of):
    appoint(rated.people["unit-01"], Role.VIEWER, rated["00"])
    client = client_of("unit-01")
    page = client.get("/duties/?kind=pledge").content.decode()
    assert [f'value="pledge-{code}"' in page for code in ("0101", "0201")] == [True, False]
    client.post(f"{REMIND}?kind=pledge&all=1")
    assert reminders() == {("0101", "pledge", TODAY, "unit")}


@pytest.mark.parametrize(("who", "row"), [("unit-01", "pledge-0201"), ("department", "pledge-9999")])
def test_nobody_reminds_strangers(rated, client_of, who, row):
    assert (client_of(who).post(f"{REMIND}?row={row}").status_code, reminders()) == (404, set())


def test_nothing_ticked_is_said(rated, client_of, told):
    response = client_of("unit-01").get(f"{REMIND}?kind=pledge")
    assert (response.url, told(response)) == ("/duties/?kind=pledge", ["请勾选要提醒的事项。"])


def test_closed_one_is_not_reminded(rated, client_of, told):
    close(rated["0101"], TODAY, into=rated["0103"])
    assert told(client_of("department").post(PLEDGE)) == ["1项已落实或组织已撤销，未提醒。"]


def test_ticks_are_kept_after_cancel(rated, client_of):
    client = client_of("unit-01")
    back = client.get(f"{REMIND}?state=late&row=pledge-0101").context["decision"].back
    assert back == "/duties/?state=late&row=pledge-0101"
    assert client.get(back).content.decode().count("checked") == 1


@pytest.mark.django_db(transaction=True)
def test_two_presses_at_once_remind_once(rated):
    people = [rated.people["department"], rated.people["department-2"]]
    done = []

    def press(by):
        rows = type(rated["0101"]).objects.all()
        facts = {"campaign": rated.campaign, "rows": rows, "asked": {("pledge", "0101")}, "role": Role.DEPARTMENT}
        done.append(settled(lambda: remind(**facts, by=by)))
        return done

    with zeal_ignore():
        at_once(*(lambda by=by: press(by) for by in people))
    assert sorted(done, key=lambda one: one.again) == [Reminded(1, 0, 0), Reminded(0, 1, 0)]
    assert Event.objects.filter(kind=EventKind.REMIND).count() == Reminder.objects.count() == 1
