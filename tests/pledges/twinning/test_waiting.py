"""What twinnings ask, of whom, and that each list shows just what its to-do names (N12)."""

import re

import pytest

from branches.models import Organisation
from core.choices import Role
from core.scope import scope_of
from core.todos import todos
from pledges.actions import twinning as actions
from pledges.choices import DutyKind, HelperKind, Party
from pledges.queries.duties import owed_by
from pledges.queries.timeline import of_organisation
from pledges.queries.twinnings import of_branch
from pledges.queries.twinnings.suggesting import candidates
from ratings.choices import Tier
from tests.pledges.made import TODAY, days, on
from tests.pledges.twinning.made import HELPER, agreed, noted, proposed
from tests.world import LATER, rate

PLACES = {"branch-0101": "0101", "branch-0102": "0102", "unit-01": "01", "unit-03": "03", "department": "00"}
DEPARTMENT = {"helper_kind": HelperKind.DEPARTMENT, "helper_name": "党委宣传部", "role": Role.DEPARTMENT}

FALLEN = "/twinning/?waits=helper"
TOLD = {"department": True, "unit-01": True, "branch-0101": True, "unit-03": False}


def asked(world, who):
    """{what the list of a to-do is asked for: its names} of somebody of the cast at their own place."""
    role = Role(who.split("-")[0])
    found = todos(role, world[PLACES[who]], scope_of(world.people[who]))
    return {waits_of(one): [label for label, _url in one.names] for one in found if one.rule == "R35"}


def waits_of(todo):
    [url] = {todo.url, *(url for _label, url in todo.names)} if len(todo.names) == 1 else {todo.url}
    return url.removeprefix("/twinning/")


@pytest.mark.parametrize(
    ("who", "is_asked"),
    [("branch-0101", True), ("branch-0102", False), ("unit-01", False), ("unit-03", False), ("department", False)],
)
def test_proposal_asks_the_side_that_has_not_agreed(rated, who, is_asked):
    twinning = proposed(rated)
    names = ["文学院学生第一党支部（帮扶方：文学院教工第一党支部）"]
    assert asked(rated, who) == ({f"{twinning.pk}/": names} if is_asked else {})


def test_department_is_asked_where_it_proposed_a_department(rated):
    twinning = proposed(rated, helper=None, by="department", **DEPARTMENT)
    assert [list(asked(rated, who)) for who in ("department", "unit-01")] == [[f"{twinning.pk}/"]] * 2


def test_proposal_that_was_declined_is_none_for_the_duty(rated):
    twinning, branch = proposed(rated), Organisation.objects.filter(code="0102")
    [waits] = [duty.paper for duty in owed_by(rated.campaign, TODAY, branch) if duty.kind == DutyKind.HELPER]
    actions.decline(twinning=twinning, party=Party.HELPER, reason="另有任务", by=rated.people["branch-0101"])
    [after] = [duty.paper for duty in owed_by(rated.campaign, TODAY, branch) if duty.kind == DutyKind.HELPER]
    assert (waits, after) == (twinning, None)


def test_paper_of_the_duty_is_that_of_the_day(rated):
    """Proposed, then declined; another one is agreed ahead, and waits for its first day."""
    branch, papers = Organisation.objects.filter(code="0102"), {}
    declined = proposed(rated)
    with on(TODAY + days(2)):
        actions.decline(twinning=declined, party=Party.HELPER, reason="另有任务", by=None)
    with on(TODAY + days(4)):
        ahead = agreed(rated, day=TODAY + days(4), starts_on=TODAY + days(6))
    with on(TODAY + days(8)):
        for day in (1, 3, 4, 6):
            found = owed_by(rated.campaign, TODAY + days(day), branch)
            papers[day] = [duty.paper for duty in found if duty.kind == DutyKind.HELPER]
    assert papers == {1: [declined], 3: [None], 4: [ahead], 6: []}


def test_silence_asks_the_helping_side_from_the_sixtieth_day(rated):
    twinning = agreed(rated, day=TODAY - days(70))
    with on(TODAY - days(50)):
        noted(twinning)
    for day, is_asked in ((TODAY + days(9), False), (TODAY + days(10), True)):
        with on(day):
            assert (f"{twinning.pk}/records/new/" in asked(rated, "branch-0101")) == is_asked
            assert asked(rated, "branch-0102").keys() == {f"{twinning.pk}/#records"}


def test_record_that_came_back_asks_its_writer(rated):
    record = noted(agreed(rated), by=rated.people["branch-0101"])
    actions.send_back(record=record, reason="请写明参加人", by=rated.people["branch-0102"])
    assert asked(rated, "branch-0101") == {
        f"{record.twinning_id}/records/{record.pk}/": ["文学院学生第一党支部，2012年6月1日"]
    }
    assert asked(rated, "unit-01") == {}


def test_end_without_a_result_asks_the_unit(rated):
    twinning, direct = agreed(rated, days=10), agreed(rated, "03", "0103", days=10, by="unit-03")
    with on(TODAY + days(10)):
        found = {who: list(asked(rated, who)) for who in ("unit-01", "unit-03", "department")}
    assert found == {"unit-01": [f"{twinning.pk}/"], "unit-03": [], "department": [f"{direct.pk}/"]}


def test_helper_that_lags_by_now_asks_who_judges(rated, client_of):
    """0101 fell; the helped branch of another unit is not told where it stands."""
    twinning, direct = agreed(rated), agreed(rated, "03", "0101", by="unit-03", days=300)
    rate(rated["0101"], rated.later, Tier.LAGGING)
    with on(LATER):
        lists = {
            who: {row.pk for row in client_of(who).get(f"{FALLEN}&unit={PLACES[who]}").context["list"].data}
            for who in ("unit-01", "department")
        }
        found = {who: [one for one in asked(rated, who) if re.fullmatch(r"\d+/", one)] for who in lists}
        page = direct.get_absolute_url()
        told = {who: "自身现为后进等次" in client_of(who).get(page).content.decode() for who in TOLD}
    assert lists == {"unit-01": {twinning.pk}, "department": {direct.pk}}
    assert found == {"unit-01": [f"{twinning.pk}/"], "department": [f"{direct.pk}/"]}
    assert told == TOLD


def test_bar_names_who_judges_what_is_past_its_end(rated, client_of):
    twinning = agreed(rated, days=10)
    for day, waits_for in ((TODAY, ""), (TODAY + days(10), "上级党组织")):
        with on(day):
            page = client_of("unit-01").get(twinning.get_absolute_url()).context["page"]
            assert page.workflow.waits_for == waits_for


def test_list_shows_just_what_the_to_do_names(rated, client_of):
    first, second = proposed(rated), proposed(rated, "03", by="unit-03")
    agreed(rated, "0202", by="unit-02")
    found = todos(Role.BRANCH, rated["0101"], scope_of(rated.people["branch-0101"]))
    [todo] = [one for one in found if len(one.names) > 1]
    rows = client_of("branch-0101").get(todo.url).context["list"].data
    assert {row.pk for row in rows} == {first.pk, second.pk}


def test_records_of_one_twinning_are_confirmed_and_corrected_on_its_page(rated):
    """Those of several stand in the list."""
    first, urls = agreed(rated), []
    second = agreed(rated, "03", "0101", by="unit-03")
    for twinning, texts in ((first, "甲乙"), (second, "丙")):
        records = [noted(twinning, text=one, by=rated.people["branch-0101"]) for one in texts]
        urls.append([*_urls(rated, "branch-0102"), *_urls(rated, "branch-0101")])
        for one in records:
            actions.send_back(record=one, reason="请写明参加人", by=None)
        urls.append([*_urls(rated, "branch-0102"), *_urls(rated, "branch-0101")])
    page = f"/twinning/{first.pk}/#records"
    assert urls == [[page], [page], [page], ["/twinning/?unit=0101&waits=returned"]]


def _urls(world, who):
    role = Role(who.split("-")[0])
    return [one.url for one in todos(role, world[PLACES[who]], scope_of(world.people[who])) if one.rule == "R35"]


def test_branch_page_tells_who_helps_on_the_day(rated, client_of):
    twinning = agreed(rated, day=TODAY - days(30))
    noted(twinning, day=TODAY - days(5))
    helped, helper = (of_branch(rated[code], TODAY) for code in ("0102", "0101"))
    assert [(one.called, one.ago) for one in helped.helpers] == [("文学院教工第一党支部", 5)]
    assert (helped.load, helper.load, helper.helps[0].called) == (0, 1, "文学院学生第一党支部")
    assert of_branch(rated["0102"], TODAY - days(31)).helpers == []
    assert of_branch(rated["0102"], TODAY - days(10)).helpers[0].last is None
    client = client_of("unit-01")
    assert "/twinning/new/0102/" in client.get("/branches/0102/").content.decode()
    past = client.get("/branches/0102/?on=2012-05-25").content.decode()
    assert ("帮扶方：文学院教工第一党支部" in past, "/twinning/new/" in past) == (True, False)


def test_timeline_of_both_sides_tells_what_was_declined(rated):
    """Who proposed finds on the branch's own page who would not, and why."""
    actions.decline(twinning=proposed(rated), party=HELPER, reason="另有任务", by=rated.people["branch-0101"])
    found = [one for code in ("0102", "0101") for one in of_organisation(rated[code], TODAY)]
    assert {(one.who, one.reason) for one in found} == {("branch-0101", "另有任务")}
    assert [one.what for one in found] == [
        "与文学院教工第一党支部结对，接受帮扶，未结成",
        "与文学院学生第一党支部结对，开展帮扶，未结成",
    ]


def test_timeline_of_both_sides_tells_agreement_and_result(rated):
    twinning = agreed(rated)
    with on(TODAY + days(5)):
        actions.end(twinning=twinning, result="met", reason="已转化", by=None)
        found = [sorted(one.what for one in of_organisation(rated[code], TODAY + days(5))) for code in ("0102", "0101")]
    other = ["与文学院学生第一党支部结对，开展帮扶", "与文学院学生第一党支部结对，开展帮扶，已结束：达到。"]
    assert found == [
        ["与文学院教工第一党支部结对，接受帮扶", "与文学院教工第一党支部结对，接受帮扶，已结束：达到。"],
        other,
    ]
    assert len(of_organisation(rated["0102"], TODAY + days(4))) == 1


def test_suggestions_are_in_order(rated, django_assert_num_queries):
    """The better tier, 0102 is of students, then the own unit, the lower load."""
    agreed(rated, "0202", "0101", by="unit-02")
    with django_assert_num_queries(2):
        found = list(candidates(rated["0102"], TODAY, {Role.DEPARTMENT}))
    assert [(one.code, one.load) for one in found] == [("0101", 1), ("0201", 0), ("0103", 0)]
    proposed(rated)
    assert [one.code for one in candidates(rated["0102"], TODAY, {Role.DEPARTMENT})] == ["0201", "0103", "0101"]
