"""The department decides: what waits, confirm pages, own entries, being too late."""

from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django.asserts import assertContains

from ratings.actions import approve
from ratings.choices import State, Tier
from ratings.models import Rating
from tests.world import found, rate

REVIEW = "/rounds/2012-1/review/"


@pytest.fixture
def submitted(world):
    """Three branches of 01 and one of 02, handed in; the unit 02 itself, entered by the department."""
    handed_in = {"state": State.SUBMITTED, "submitted_by": world.people["unit-01"]}
    ratings = {code: rate(world[code], world.baseline, Tier.GOOD, **handed_in) for code in ("0101", "0102", "0201")}
    own = {"state": State.SUBMITTED, "submitted_by": world.people["department"]}
    ratings["02"] = rate(world["02"], world.baseline, Tier.GOOD, **own)
    return ratings


def states():
    return dict(Rating.objects.values_list("organisation__code", "state"))


def confirm(client, address, **data):
    """Look at a confirm page and press its button, as a browser does."""
    shown = client.get(address)
    return client.post(address, {"seen": shown.context["decision"].seen, **data}, follow=True)


def said(response):
    return [(message.level_tag, message.message) for message in response.context["messages"]]


def test_review_groups_by_unit_and_shows_own_entries_as_such(submitted, client_of):
    sheet = client_of("department").get(REVIEW).context["review"].sheet
    groups = [(group.unit and group.unit.code, [item.own for item in group.items]) for group in sheet.groups]
    assert groups == [("01", [False, False]), ("02", [False]), (None, [True])]


def test_review_without_work_says_so(world, client_of):
    response = client_of("department").get(REVIEW)
    assert response.context["review"].sheet.groups == []
    assert "/rounds/2012-1/progress/" in response.content.decode()


def test_review_warns_of_units_that_told_nobody_apart(world, client_of):
    for number in range(4):
        rate(found(world["01"], f"91{number}"), world.baseline, Tier.GOOD, state=State.SUBMITTED)
    warnings = client_of("department").get(REVIEW).context["review"].sheet.warnings
    assert [unit.code for unit, _ in warnings] == ["01", "01"]


def test_approve_everything_after_a_summary(submitted, client_of):
    client = client_of("department")
    page = client.get(f"{REVIEW}approve/")
    assert [(tier, count) for tier, count in page.context["sheet"].tiers if count] == [(Tier.GOOD, 3)]
    response = confirm(client, f"{REVIEW}approve/")
    assert states() == {
        "0101": State.APPROVED,
        "0102": State.APPROVED,
        "0201": State.APPROVED,
        "02": State.SUBMITTED,
    }
    assert [level for level, _ in said(response)] == ["success", "info"]
    assert said(response)[0][1].startswith("已审定：文学院党委2个、化学学院党总支1个。")


@pytest.mark.parametrize(
    ("query", "approved"),
    [
        ("?unit=01", ["0101", "0102"]),
        ("?row=0101", ["0101"]),
        ("?row=0101&row=0201&ticked=1", ["0101", "0201"]),
        ("?row=0201&whole=01", ["0101", "0102"]),
        ("?row=0201&one=0102", ["0102"]),
    ],
)
def test_approve_a_unit_or_single_rows(submitted, client_of, query, approved):
    confirm(client_of("department"), f"{REVIEW}approve/{query}")
    assert sorted(code for code, state in states().items() if state == State.APPROVED) == approved


def test_review_of_one_unit_shows_its_rows_alone_and_the_way_out(submitted, client_of):
    page = client_of("department").get(f"{REVIEW}?unit=01")
    assert [group.unit.code for group in page.context["review"].sheet.groups] == ["01"]
    assertContains(page, f'<a href="{REVIEW}">全部单位</a>', html=True)
    assertContains(page, f'href="{REVIEW}approve/?unit=01"')
    assert client_of("department").get(f"{REVIEW}?unit=0101").status_code == 404


@pytest.mark.parametrize("pressed", ["ticked=1", "whole=01", "one=02"])
def test_ticks_are_kept_by_who_cancels(submitted, client_of, pressed):
    client = client_of("department")
    back = client.get(f"{REVIEW}approve/?row=0101&row=0201&{pressed}").context["decision"].back
    assert back == f"{REVIEW}?row=0101&row=0201"
    assert client.get(back).content.decode().count(" checked") == 2


def test_one_rating_is_not_counted(submitted, client_of):
    client = client_of("department")
    counted = [client.get(f"{REVIEW}approve/?{query}").content.decode() for query in ("one=0101", "unit=01")]
    assert ["tile-number" in page for page in counted] == [False, True]


def test_difference_and_reason_stand_before_whoever_approves(submitted, client_of):
    """R21"""
    Rating.objects.filter(organisation__code="0101").update(score=95, remark="年内受过处分")
    client = client_of("department")
    for address in (REVIEW, f"{REVIEW}approve/?one=0101"):
        page = client.get(address)
        assertContains(page, "得分对应先进")
        assertContains(page, "年内受过处分")


def test_approve_a_unit_leaves_the_university_s_rating_of_it(submitted, world, client_of):
    rate(world["01"], world.baseline, Tier.GOOD, state=State.SUBMITTED, submitted_by=world.people["department-2"])
    confirm(client_of("department"), f"{REVIEW}approve/?unit=01")
    assert states()["01"] == State.SUBMITTED


@pytest.mark.parametrize("verb", ["approve", "return"])
def test_ticking_nothing_decides_nothing(submitted, client_of, verb):
    address = f"{REVIEW}{verb}/?ticked=1"
    client = client_of("department")
    assert client.get(address).context["sheet"].items == []
    confirm(client, address, reason="x")
    assert set(states().values()) == {State.SUBMITTED}


def test_approve_leaves_what_came_in_after_the_page_was_shown(submitted, world, client_of):
    client = client_of("department")
    seen = client.get(f"{REVIEW}approve/").context["decision"].seen
    late = rate(world["0103"], world.baseline, Tier.ADVANCED, state=State.SUBMITTED)
    Rating.objects.filter(pk=late.pk).update(submitted_at=timezone.now() + timedelta(seconds=1))
    client.post(f"{REVIEW}approve/", {"seen": seen})
    assert states()["0103"] == State.SUBMITTED


@pytest.mark.parametrize("seen", ["", "x", "nan", "inf", "1e30"])
def test_approve_with_a_broken_moment_decides_nothing(submitted, client_of, seen):
    client_of("department").post(f"{REVIEW}approve/", {"seen": seen})
    assert set(states().values()) == {State.SUBMITTED}


def test_approve_own_entry_offers_no_button(submitted, client_of):
    address = f"{REVIEW}approve/?row=02"
    client = client_of("department")
    assert client.get(address).context["sheet"].decidable == []
    confirm(client, address)
    assert states()["02"] == State.SUBMITTED
    confirm(client_of("department-2"), address)
    assert states()["02"] == State.APPROVED


def test_approve_too_late_says_who_and_when(submitted, world, client_of):
    client = client_of("department")
    seen = client.get(f"{REVIEW}approve/?row=0101").context["decision"].seen
    approve(rows=Rating.objects.filter(organisation=world["0101"]), by=world.people["department-2"])
    response = client.post(f"{REVIEW}approve/?row=0101", {"seen": seen}, follow=True)
    (level, message), *_ = said(response)
    assert (level, "department-2" in message) == ("error", True)


def test_return_needs_a_reason_and_keeps_it(submitted, client_of):
    client = client_of("department")
    address = f"{REVIEW}return/?unit=01"
    assert confirm(client, address, reason=" ").context["form"].errors != {}
    confirm(client, address, reason="请说明依据")
    assert (states()["0101"], states()["0102"], states()["0201"]) == (
        State.RETURNED,
        State.RETURNED,
        State.SUBMITTED,
    )
    page = client_of("unit-01").get("/units/01/rate/2012-1/")
    assert [reason.text for reason in page.context["reasons"]] == ["请说明依据"]
    assert "请说明依据" in page.content.decode()


def test_reopen_asks_for_a_reason_and_sends_it_back(world, client_of):
    rate(world["0101"], world.baseline, Tier.GOOD)
    address = "/rounds/2012-1/reopen/0101/"
    client = client_of("department")
    assert client.post(address, {"reason": ""}).context["form"].errors != {}
    assert client.post(address, {"reason": "材料有误"})["Location"] == "/rounds/2012-1/"
    assert states()["0101"] == State.RETURNED


def test_reopen_twice_says_who_was_faster(world, client_of):
    rate(world["0101"], world.baseline, Tier.GOOD)
    address = "/rounds/2012-1/reopen/0101/"
    client_of("department-2").post(address, {"reason": "材料有误"})
    response = client_of("department").post(address, {"reason": "依据不足"})
    assert "department-2" in response.context["decision"].obstacle
    assert "依据不足" in response.content.decode()


def test_return_too_late_says_who_and_keeps_the_reason(submitted, world, client_of):
    client, address = client_of("department"), f"{REVIEW}return/?row=0101"
    seen = client.get(address).context["decision"].seen
    approve(rows=Rating.objects.filter(organisation=world["0101"]), by=world.people["department-2"])
    response = client.post(address, {"seen": seen, "reason": "依据不足"})
    assert (response.status_code, "department-2" in response.context["decision"].obstacle) == (200, True)
    assert "依据不足" in response.content.decode()


def test_reopen_own_entry_offers_no_form(world, client_of):
    rating = rate(world["01"], world.baseline, Tier.GOOD, state=State.SUBMITTED, tier_by=world.people["department"])
    approve(rows=Rating.objects.filter(pk=rating.pk), by=world.people["department-2"])
    response = client_of("department").get("/rounds/2012-1/reopen/01/")
    assert response.context["decision"].refusal != ""
    client_of("department").post("/rounds/2012-1/reopen/01/", {"reason": "x"})
    assert states()["01"] == State.APPROVED


def test_admit_lets_a_new_branch_into_the_grid(world, client_of):
    found(world["01"], "0199", founded_on=world.baseline.reference_date)
    progress = client_of("department").get("/rounds/2012-1/progress/")
    assert [apart.organisation.code for apart in progress.context["newcomers"]] == ["0199"]
    client_of("department").post("/rounds/2012-1/admit/0199/", {"reason": "由老支部分设"})
    grid = client_of("unit-01").get("/units/01/rate/2012-1/")
    assert [line.row.organisation.code for line in grid.context["lines"]] == ["0101", "0102", "0103", "0199"]


ADDRESSES = (
    REVIEW,
    f"{REVIEW}approve/",
    f"{REVIEW}return/",
    "/rounds/2012-1/reopen/0101/",
    "/rounds/2012-1/admit/0101/",
)


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("who", ["viewer", "unit-01", "branch-0101", "expert", "accounts", "audit", "stranger"])
def test_decisions_are_the_department_s(submitted, client_of, who, address):
    client = client_of(who)
    assert (client.get(address).status_code, client.post(address, {"reason": "x"}).status_code) == (403, 403)
    assert set(states().values()) == {State.SUBMITTED}


def test_reopen_of_what_does_not_exist_is_not_found(world, client_of):
    assert client_of("department").get("/rounds/2012-1/reopen/0101/").status_code == 404


def test_review_costs_the_same_for_few_and_many(world, client_of, django_assert_max_num_queries):
    for number in range(40):
        rate(found(world["01"], f"9{number:03d}"), world.baseline, Tier.GOOD, state=State.SUBMITTED)
    client = client_of("department")
    with django_assert_max_num_queries(16):
        client.get(REVIEW)


def test_review_looks_at_everyone_the_unit_rated(world, client_of):
    """R23: what was approved before belongs to the spread as well."""
    for number in range(6):
        rate(found(world["01"], f"92{number}"), world.baseline, Tier.GOOD, score=80 + number)
    rate(found(world["01"], "930"), world.baseline, Tier.GOOD, score=79, state=State.SUBMITTED)
    warnings = client_of("department").get(REVIEW).context["review"].sheet.warnings
    assert [(unit.code, "7" in sentence) for unit, sentence in warnings] == [("01", True)]
