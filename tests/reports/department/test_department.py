"""The department's overview: figures, units by state, what waits, first steps, last changes."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django.asserts import assertContains

from branches.models import Secretary
from core.choices import Role
from core.todos import NAMED
from ratings.actions import approve, enter, return_
from ratings.choices import State, Tier
from ratings.models import Rating
from tests.snapshot import staged
from tests.world import close, found, rate

DAY = "?on=2012-12-01"
ROSTER = "/admin/branches/organisation/"


@pytest.fixture
@staged
def rated(world):
    """Two units with ordinary branches; one of them has risen."""
    for code in ("0101", "0102", "0201"):
        rate(world[code], world.baseline, Tier.ORDINARY)
    rate(world["0101"], world.later, Tier.ADVANCED)
    return world


def figures(response):
    return {
        line.target.code: (line.figure.risen, line.figure.cohort, line.figure.gap)
        for lines in response.context["groups"]
        for line in lines
    }


def test_department_shows_the_university_s_targets(rated, client_of):
    response = client_of("department").get(f"/department/{DAY}")
    assert figures(response) == {
        "ordinary-1": (1, 3, 0),
        "ordinary-2": (1, 3, 1),
        "lagging-1": (0, 0, 0),
        "lagging-2": (0, 0, 0),
    }


def test_department_counts_units_by_state(rated, client_of):
    response = client_of("viewer").get(f"/department/{DAY}")
    assert [(state, count) for state, _label, count in response.context["states"]] == [
        ("off_track", 1),
        ("on_target", 1),
        ("not_applicable", 1),
    ]


def test_overview_names_the_units_with_a_gap_the_largest_first(rated, client_of):
    for number in range(4):
        rate(found(rated["02"], f"029{number}"), rated.baseline, Tier.ORDINARY)
    rate(rated["0202"], rated.baseline, Tier.LAGGING)
    page = client_of("viewer").get(f"/department/{DAY}")
    units = page.context["units"]
    told = [(unit.name, unit.state[0], [(target.code, gap) for target, gap in unit.gaps]) for unit in units.rows]
    assert told == [("化学学院党总支", "off_track", [("ordinary-1", 2), ("lagging-1", 1)])]
    assert (units.missing, units.whole, units.more) == (1, 3, 0)
    assertContains(page, f'<a href="/units/02/{DAY}">化学学院党总支</a>', html=True)


def test_state_is_of_the_nearest_deadline_only(rated, client_of):
    """R10: what is due later has a mark of its own on the bar."""
    page = client_of("department").get(f"/department/{DAY}")
    states = {line.target.code: line.state for lines in page.context["groups"] for line in lines}
    assert [code for code, state in states.items() if state is None] == ["ordinary-2"]
    assert page.content.decode().count('class="bar-later"') == 1


def test_overview_offers_another_day_and_says_how_fresh_it_is(rated, client_of):
    client = client_of("department")
    assertContains(client.get("/department/"), 'type="date"')
    assertContains(client.get("/department/"), "已审定0/2个单位")
    assert client.get(f"/department/{DAY}").context["freshness"] is None


def test_ratings_of_a_unit_decided_together_are_one_change(rated, client_of):
    for code in ("0102", "0103"):
        rate(rated[code], rated.later, Tier.GOOD, state=State.SUBMITTED)
    approve(rows=Rating.objects.filter(state=State.SUBMITTED), by=rated.people["department"])
    changes = client_of("department").get("/department/").context["changes"]
    assert (changes[0].subject, changes[0].who) == (("文学院党委", "/units/01/"), "department")
    assert changes[0].what.startswith("2个党支部的")


def test_department_tells_what_waits(rated, client_of):
    rate(rated["0202"], rated.later, Tier.GOOD, state=State.SUBMITTED, submitted_by=rated.people["unit-02"])
    close_entry(rated.baseline)
    waiting = client_of("department").get("/department/").context["todos"]
    assert [item.url for item in waiting if item.url] == [
        "/duties/?kind=unit&state=late",
        "/rounds/2012-2/review/",
        "/rounds/2012-2/progress/",
        f"{ROSTER}?office=vacant",
    ]
    [review] = [item for item in waiting if item.url == "/rounds/2012-2/review/"]
    assert [url for _label, url in review.names] == ["/rounds/2012-2/review/?unit=02"]


def test_own_entry_waits_for_a_colleague_and_is_not_counted(rated, client_of):
    handed_in = {"state": State.SUBMITTED, "submitted_by": rated.people["department"]}
    rate(rated["0202"], rated.later, Tier.GOOD, **handed_in)
    rate(rated["02"], rated.later, Tier.GOOD, **handed_in)
    found = {}
    for who in ("department", "department-2"):
        waiting = client_of(who).get("/department/").context["todos"]
        found[who] = [(item.at != "", item.is_for(Role.DEPARTMENT)) for item in waiting if "/review/" in item.url]
    assert found == {"department": [(True, False)] * 2, "department-2": [(False, True)] * 2}


def test_department_names_posts_without_a_holder(world, client_of):
    for code in ("01", "02", "03", "0101", "0102", "0103", "0201"):
        Secretary.objects.create(organisation=world[code], name="张三")
    vacant = client_of("department").get("/department/").context["todos"][-1]
    assert vacant.names == (("化学学院学生党支部", "/branches/0202/"),)


@pytest.mark.parametrize("office", ["vacant", "overdue"])
def test_department_leads_to_the_whole_list(world, client_of, office):
    over = date(2012, 12, 31)
    for number in range(NAMED + 5):
        branch = found(world["02"], f"02{number + 10}")
        if office == "overdue":
            Secretary.objects.create(organisation=branch, name="张三", term_to=over)
    client = client_of("department")
    [item] = [item for item in client.get("/department/").context["todos"] if item.url.endswith(office)]
    assert client.get(item.url).context["cl"].result_count == len(item.names) + item.more
    assert (len(item.names), item.more > 0) == (NAMED, True)
    assert f'<a href="{item.url}">' in client.get("/department/").content.decode()


def test_department_of_the_past_asks_for_nothing(rated, client_of):
    response = client_of("department").get(f"/department/{DAY}")
    assert (response.context["todos"], str(response.context["as_of"])) == ([], "2012-12-01")


def test_department_without_a_baseline_says_what_comes_first(world, client_of):
    steps = client_of("department").get("/department/").context["steps"]
    assert [step["done"] for step in steps] == [True, True, True, False]


def test_department_shows_the_flow_of_the_last_two_rounds(rated, client_of):
    flow = client_of("department").get("/department/").context["flow"]
    assert (flow.url, flow.totals.total.count) == ("/rounds/2012-2/flow/?from=2012-1", 3)


def test_department_shows_the_last_changes(rated, client_of):
    close(rated["0103"], timezone.localdate(), into=rated["0102"])
    changes = client_of("department").get("/department/").context["changes"]
    assert changes[0].subject == ("文学院离退休党支部", "/branches/0103/")


def test_department_has_a_constant_number_of_queries(rated, client_of):
    client = client_of("department")
    client.get("/department/")
    few = queries(client)
    for number in range(6):
        rate(found(rated["02"], f"029{number}"), rated.baseline, Tier.LAGGING)
    assert queries(client) == few


TOGETHER, BY_NAME = 'COUNT("ratings_standing"."id") AS "count"', 'FROM "pledges_reminder"'


@pytest.mark.parametrize(
    ("who", "address", "asked", "times"),
    [("department", "/department/", TOGETHER, 5), ("unit-01", "/units/01/", BY_NAME, 2)],
)
def test_duties_are_read_once_a_request(rated, client_of, who, address, asked, times):
    """One question for each kind of what branches owe; a unit's own duties, by name, are another reading."""
    with CaptureQueriesContext(connection) as captured:
        client_of(who).get(address)
    assert sum(asked in one["sql"] for one in captured) == times


def close_entry(round_):
    round_.closes_on = timezone.localdate() - timedelta(days=1)
    round_.save()


def queries(client):
    with CaptureQueriesContext(
        connection,
    ) as captured:
        client.get("/department/")
    return len(captured)


def test_department_counts_branches_by_tier_as_the_numbers_explain_them(rated, client_of):
    close(rated["0102"], date(2012, 11, 1))
    client = client_of("department")
    early, late = client.get(f"/department/{DAY}").context["distributions"]
    assert [(part.tier, part.part) for part in early.parts if part.part] == [(Tier.ORDINARY, 3)]
    assert [(part.tier, part.part) for part in late.parts if part.part] == [(Tier.ADVANCED, 1), (Tier.ORDINARY, 1)]
    for one in (early, late):
        shown = [client.get(part.url).context["explanation"].value for part in one.parts]
        assert shown == [str(part.part) for part in one.parts]
        assert client.get(one.unrated_url).context["explanation"].value == str(one.unrated)


def test_department_is_not_told_of_each_correction_as_sent_back(rated, client_of):
    secretary, department = rated.people["unit-01"], rated.people["department"]
    given = {"state": State.SUBMITTED, "submitted_by": secretary, "entered_by": secretary}
    rating = rate(rated["0103"], rated.later, Tier.GOOD, **given)
    return_(rows=Rating.objects.filter(pk=rating.pk), reason="不够具体", by=department)
    facts = {"round_": rated.later, "organisation": rated["0103"], "unit": rated["01"], "by": secretary}
    version = Rating.objects.get(pk=rating.pk).version
    for further, score in enumerate((70, 71, 72)):
        enter(score=Decimal(score), tier=Tier.ORDINARY, version=version + further, **facts)
    changes = client_of("department").get("/department/").context["changes"]
    assert [entry.who for entry in changes if entry.reason == "不够具体"] == ["department"]
