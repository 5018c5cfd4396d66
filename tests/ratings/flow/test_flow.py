"""The flow between two rounds: cells and bands, movements, names, scope, drawing, workbook."""

import re
from datetime import date
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ratings.choices import State, Tier
from ratings.rules.flow import FROM, MOVEMENTS, TO, FlowStep, cells, flow
from tests.snapshot import staged
from tests.workbooks import downloaded
from tests.world import close, found, rate

FLOW = "/rounds/2012-2/flow/"


@pytest.fixture
@staged
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
    found = response.context["table"].flow
    return sorted((f"{row}-{column}", count) for (row, column), count in found.cells.items())


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
    assert FlowStep(before, after, closed, 1).cell == cell


def test_flow_adds_up_in_rows_and_columns():
    steps = [
        FlowStep(Tier.ORDINARY, Tier.ADVANCED, False, 1),
        FlowStep(Tier.ORDINARY, Tier.ADVANCED, True, 1),
        FlowStep(Tier.ORDINARY, Tier.ORDINARY, False, 3),
        FlowStep(Tier.ADVANCED, Tier.GOOD, False, 4),
        FlowStep(None, Tier.GOOD, False, 5),
        FlowStep(Tier.GOOD, None, True, 6),
        FlowStep(None, None, False, 7),
    ]
    table = flow(steps)
    assert [table.count(f"{row}-any") for row in FROM] == [4, 6, 5, 0, 5]
    assert [table.count(f"any-{column}") for column in TO] == [2, 9, 3, 0, 6, 0]
    assert table.count("any-any") == 20
    assert [table.count(movement) for movement in MOVEMENTS] == [2, 3, 4]


@pytest.mark.parametrize("key", ["", "good", "x-y", "new", "good-new", "any", "any-", "NEW", "good-any-any"])
def test_flow_knows_no_cells_of_another_name(key):
    assert cells(key) == []


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


@pytest.mark.parametrize(
    ("key", "codes"),
    [
        ("good-ordinary", ["0102"]),
        ("lagging-closed", ["0103"]),
        ("advanced-unrated", ["0201"]),
        ("new-good", ["0202"]),
        ("lagging-lagging", []),
        ("new-closed", []),
        ("ordinary-any", ["0101"]),
        ("any-good", ["0202"]),
        ("any-closed", ["0103"]),
        ("any-any", ["0101", "0102", "0103", "0201", "0202"]),
        ("rose", ["0101"]),
        ("stayed", []),
        ("fell", ["0102"]),
    ],
)
def test_flow_names_the_branches_behind_a_count(rated, client_of, key, codes):
    chosen = client_of("department").get(FLOW, {"cell": key}).context["chosen"]
    assert ([branch.code for branch in chosen.on_screen], chosen.count) == (codes, len(codes))


@pytest.mark.parametrize("page", [FLOW, "/department/"])
def test_flow_links_every_count_to_as_many_names(rated, client_of, page):
    client = client_of("department")
    links = re.findall(
        r'href="(/rounds/2012-2/flow/\?from=2012-1&amp;cell=[^"]+)">(\d+)<', client.get(page).content.decode()
    )
    assert len(links) == (len(FROM) + 1) * (len(TO) + 1) + (len(MOVEMENTS) if page == FLOW else 0)
    for link, count in dict(links).items():
        assert client.get(unescape(link)).context["chosen"].count == int(count)


def test_flow_names_nobody_outside_the_scope(rated, client_of):
    chosen = client_of("unit-02").get(FLOW, {"cell": "any-any"}).context["chosen"]
    assert [branch.code for branch in chosen.on_screen] == ["0201", "0202"]


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
    assert [row[-1] for row in downloaded(client.get(f"{FLOW}sheet/"))[1:]] == [1, 1, 1, 1, 1, 5]
    assert downloaded(client.get(f"{FLOW}sheet/", {"cell": "new-good"}))[1:] == [("0202", "化学学院学生党支部")]


@pytest.mark.parametrize("cell", ["", "any-any"])
def test_flow_costs_the_same_for_few_and_many(rated, client_of, cell):
    client = client_of("department")
    client.get(FLOW)
    counts = []
    for size in range(2):
        with CaptureQueriesContext(connection) as queries:
            client.get(FLOW, {"cell": cell})
        counts.append(len(queries))
        for number in range(10):
            rate(found(rated["01"], f"b{size}{number}"), rated.baseline, Tier.GOOD)
    assert counts[0] == counts[1]
