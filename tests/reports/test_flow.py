"""The flow between two rounds: cells and bands, movements, names, scope, drawing, workbook."""

from datetime import date
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from ratings.choices import Movement, State, Tier
from ratings.flow import FROM, TO, Step, flow
from tests.world import close, found, rate

FLOW = "/rounds/2012-2/flow/"


@pytest.fixture
def rated(world):
    """One rise, one fall, one closed, one not rated again, one newly rated; a pending rating that does not count."""
    for code, tier in (
        ("0101", Tier.ORDINARY),
        ("0102", Tier.GOOD),
        ("0103", Tier.LAGGING),
        ("0201", Tier.ADVANCED),
        ("03", Tier.GOOD),
    ):
        rate(world[code], world.baseline, tier)
    close(world["0103"], date(2012, 9, 1))
    rate(world["0101"], world.later, Tier.ADVANCED)
    rate(world["0102"], world.later, Tier.ORDINARY)
    rate(world["0201"], world.later, Tier.GOOD, state=State.SUBMITTED)
    rate(world["0202"], world.later, Tier.GOOD)
    return world


def filled(response):
    found = response.context["flow"]
    return sorted((f"{row}-{column}", len(keys)) for (row, column), keys in found.cells.items())


@pytest.mark.parametrize(
    ("before", "after", "closed", "cell"),
    [
        (Tier.ORDINARY, Tier.ADVANCED, False, ("ordinary", "advanced")),
        (Tier.ADVANCED, Tier.LAGGING, True, ("advanced", "lagging")),
        (None, Tier.GOOD, False, ("new", "good")),
        (Tier.GOOD, None, True, ("good", "closed")),
        (Tier.GOOD, None, False, ("good", "unrated")),
    ],
)
def test_step_stands_in_one_cell(before, after, closed, cell):
    assert Step(1, before, after, closed).cell == cell


def test_flow_adds_up_in_rows_and_columns():
    steps = [
        Step(1, Tier.ORDINARY, Tier.ADVANCED, False),
        Step(2, Tier.ORDINARY, Tier.ORDINARY, False),
        Step(3, Tier.ADVANCED, Tier.GOOD, False),
        Step(4, None, Tier.GOOD, False),
        Step(5, Tier.GOOD, None, True),
        Step(6, None, None, False),
    ]
    table = flow(steps)
    assert [table.row_total(row) for row in FROM] == [1, 1, 2, 0, 1]
    assert [table.column_total(column) for column in TO] == [1, 2, 1, 0, 1, 0]
    assert table.total == 5
    assert table.movements == {Movement.ROSE: 1, Movement.STAYED: 1, Movement.FELL: 1}


@pytest.mark.parametrize(
    ("who", "cells"),
    [
        (
            "department",
            [
                ("advanced-unrated", 1),
                ("good-ordinary", 1),
                ("lagging-closed", 1),
                ("new-good", 1),
                ("ordinary-advanced", 1),
            ],
        ),
        ("unit-01", [("good-ordinary", 1), ("lagging-closed", 1), ("ordinary-advanced", 1)]),
        ("unit-02", [("advanced-unrated", 1), ("new-good", 1)]),
    ],
)
def test_flow_counts_official_ratings_within_the_scope(rated, client_of, who, cells):
    assert filled(client_of(who).get(FLOW)) == cells


def test_flow_counts_direct_branches_when_the_campaign_does(rated, client_of):
    rated.campaign.counts_direct = True
    rated.campaign.save()
    assert filled(client_of("unit-03").get(FLOW)) == [("good-unrated", 1)]


def test_flow_names_the_branches_of_a_cell(rated, client_of):
    client = client_of("department")
    _label, branches = client.get(FLOW, {"cell": "good-ordinary"}).context["cell"]
    assert [branch.code for branch in branches] == ["0102"]
    assert client.get(FLOW, {"cell": "lagging-lagging"}).context["cell"][1] == []


@pytest.mark.parametrize("asked", [{"cell": "good"}, {"cell": "x-y"}, {"from": "nope"}, {"from": "2012-2"}])
def test_flow_of_nothing_known_is_not_found(rated, client_of, asked):
    assert client_of("department").get(FLOW, asked).status_code == 404


def test_flow_of_the_first_round_says_there_is_nothing_before(rated, client_of):
    assert client_of("department").get("/rounds/2012-1/flow/").context["earlier"] is None


def test_flow_drawing_says_what_the_table_says(rated, client_of):
    drawing = client_of("department").get(FLOW).context["drawing"]
    assert sum(link["value"] for link in drawing["links"]) == 5
    assert {link[end] for link in drawing["links"] for end in ("from", "to")} == {
        node["id"] for node in drawing["nodes"]
    }


def test_flow_sheets_hold_the_table_and_the_names(rated, client_of):
    client = client_of("department")
    assert [row[-1] for row in table(client.get(f"{FLOW}sheet/"))[1:]] == [1, 1, 1, 1, 1, 5]
    assert table(client.get(f"{FLOW}sheet/", {"cell": "new-good"}))[1:] == [("0202", "化学学院学生党支部")]


def table(response):
    book = load_workbook(BytesIO(b"".join(response.streaming_content)))
    return list(book.active.iter_rows(values_only=True))


def test_flow_costs_the_same_for_few_and_many(rated, client_of):
    client = client_of("department")
    client.get(FLOW)
    counts = []
    for size in range(2):
        with CaptureQueriesContext(connection) as queries:
            client.get(FLOW)
        counts.append(len(queries))
        for number in range(10):
            rate(found(rated["01"], f"b{size}{number}"), rated.baseline, Tier.GOOD)
    assert counts[0] == counts[1]
