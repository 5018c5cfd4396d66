"""Work in motion on the overview: plans, done of expected, late, under review."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pledges.choices import DutyKind, PlanKind
from ratings.choices import Tier
from tests.pledges.made import TODAY, in_force, on, submitted
from tests.snapshot import staged
from tests.world import found, rate

OVERVIEW = "/department/"
APPROVED = date(2012, 5, 20)
NEXT_YEAR = date(2013, 12, 31)
PLEDGE, ACTIVITY, RECTIFICATION, UNIT = PlanKind.PLEDGE, PlanKind.ACTIVITY, PlanKind.RECTIFICATION, PlanKind.UNIT


@pytest.fixture(autouse=True)
def clock():
    with on(date(2012, 7, 1)):
        yield


@pytest.fixture
@staged
def rated(world):
    with on(APPROVED):
        for code, tier in (("0101", Tier.ORDINARY), ("0201", Tier.ORDINARY), ("0102", Tier.LAGGING)):
            rate(world[code], world.baseline, tier)
    in_force(world["0101"], world.campaign)
    submitted(world["0102"], world.campaign, RECTIFICATION)
    return world


def told(response):
    """{kind: (fulfilled, expected, late, in review)}."""
    lines = [line.count for line in response.context["work"]]
    return {line.kind: (line.fulfilled, line.expected, line.late, line.in_review) for line in lines}


def test_overview_counts_plans_done_of_expected(rated, client_of):
    response = client_of("viewer").get(OVERVIEW)
    assert told(response) == {
        PLEDGE: (1, 2, 1, 0),
        DutyKind.BENCHMARK: (0, 2, 2, 0),
        RECTIFICATION: (0, 1, 1, 1),
        DutyKind.HELPER: (0, 1, 1, 0),
        UNIT: (0, 3, 3, 0),
        DutyKind.MEETING: (0, 2, 0, 0),
    }
    page = " ".join(response.content.decode().split())
    links = (
        "/duties/?kind=pledge",
        "/plans/?kind=rectification&amp;state=submitted",
        "/duties/?state=late&amp;kind=unit",
    )
    assert [link for link in links if f'href="{link}"' not in page] == []


def test_overview_of_a_past_day_counts_that_day_and_leads_to_its_names(rated, client_of):
    response = client_of("viewer").get(f"{OVERVIEW}?on={APPROVED}")
    found = told(response)
    assert {kind: found[kind] for kind in (PLEDGE, RECTIFICATION, UNIT)} == {
        PLEDGE: (0, 2, 0, 0),
        RECTIFICATION: (0, 1, 0, 0),
        UNIT: (0, 3, 3, 0),
    }
    [line] = [line for line in response.context["work"] if line.count.kind == PLEDGE]
    assert (line.url, line.review_url) == (f"/duties/?kind=pledge&on={APPROVED}", "")


def test_overview_of_an_officer_leads_from_what_waits_to_its_plan(rated, client_of):
    urls = [todo.url for todo in client_of("department").get(OVERVIEW).context["todos"]]
    assert f"/plans/{rated['0102'].plans.get().pk}/" in urls


def test_unit_plans_under_review_count_for_whatever_year(rated, client_of):
    """The number, the list behind it and the to-do agree while plans for two years wait."""
    with on(date(2012, 12, 5)):
        client = client_of("department")
        for code, day in (("01", date(2012, 12, 31)), ("01", NEXT_YEAR), ("02", NEXT_YEAR), ("03", NEXT_YEAR)):
            submitted(rated[code], rated.campaign, UNIT, due_on=day)
        overview = client.get(OVERVIEW)
        line = next(line for line in overview.context["work"] if line.count.kind == UNIT)
        todo = next(todo for todo in overview.context["todos"] if todo.url.endswith("kind=unit&waits=review"))
        lists = [client.get(url).context["list"].paginator.count for url in (line.review_url, todo.url)]
    assert (line.count.in_review, len(todo.names), lists) == (4, 4, [4, 4])


def test_overview_costs_the_same_for_many_plans(rated, client_of):
    client = client_of("department")
    cost(client)
    few = cost(client)
    for number in range(6):
        branch = found(rated["01"], f"019{number}")
        with on(APPROVED):
            rate(branch, rated.baseline, (Tier.ORDINARY, Tier.LAGGING, Tier.GOOD)[number % 3])
        kind = (PLEDGE, RECTIFICATION, ACTIVITY)[number % 3]
        in_force(branch, rated.campaign, kind, day=TODAY) if number < 3 else submitted(branch, rated.campaign, kind)
    assert cost(client) == few


def cost(client):
    with CaptureQueriesContext(connection) as captured:
        client.get(OVERVIEW)
    return len(captured)
