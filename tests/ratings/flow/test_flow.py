"""The flow between two rounds: cells and bands, movements, names, scope, drawing, workbook."""

import re
from datetime import date
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from branches import actions as roster
from ratings.choices import State, Tier
from ratings.rules.flow import FROM, MOVEMENTS, TO, FlowStep, cells, flow
from tests.snapshot import staged
from tests.workbooks import list_rows
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
    assert [row[-1] for row in list_rows(client.get(f"{FLOW}sheet/"))[1:]] == [1, 1, 1, 1, 1, 5]
    assert list_rows(client.get(f"{FLOW}sheet/", {"cell": "new-good"}))[1:] == [("0202", "化学学院学生党支部")]


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


@pytest.fixture
@staged
def merged(rated):
    """Besides: one merged into a branch rated since, one into a branch that is not, one dissolved after the round."""
    for code in ("0104", "0105", "0106"):
        rated.organisations[code] = found(rated["01"], code)
        rate(rated[code], rated.baseline, Tier.ORDINARY)
    close(rated["0104"], date(2012, 9, 1), into=rated["0101"])
    close(rated["0105"], date(2012, 9, 2), into=rated["0201"])
    rate(rated["0106"], rated.later, Tier.ADVANCED)
    close(rated["0106"], date(2012, 11, 15))
    return rated


def aparts(response):
    return [
        (one.why, one.count, [(branch.name, branch.heir) for branch in one.branches])
        for one in response.context["table"].apart
    ]


def test_flow_says_whom_the_targets_count_otherwise(merged, client_of):
    client = client_of("department")
    now = client.get(FLOW)
    assert aparts(now) == [
        ("successor", 1, [("第0104党支部", "文学院教工第一党支部")]),
        ("own_last", 1, [("第0105党支部", "化学学院教工党支部")]),
        ("nobody", 2, [("文学院离退休党支部", ""), ("第0106党支部", "")]),
        ("new", 1, []),
    ]
    page = now.content.decode()
    assert "1个经合并由承接支部等次计（R12）" in page
    assert '<a href="/branches/0104/">第0104党支部</a>' in page
    before = client.get(FLOW, {"on": "2012-10-01"})
    assert [(why, count) for why, count, _names in aparts(before)] == [("own_last", 2), ("nobody", 1), ("new", 1)]
    assert [(why, count) for why, count, _names in aparts(client_of("unit-02").get(FLOW))] == [("new", 1)]


def test_flow_and_target_differ_by_what_is_said_beside_them(merged, client_of):
    """The cohort of a target is the row of the flow, but for those dissolved; risen are its cell and the heirs'."""
    response = client_of("department").get("/department/?on=2012-12-01")
    flow = response.context["flow"].flow
    [line] = [one for lines in response.context["groups"] for one in lines if one.target.code == "ordinary-1"]
    apart = {one.why: one.count for one in line.apart}
    assert apart == {"successor": 1, "own_last": 1, "nobody": 1}
    assert (line.figure.cohort, flow.count("ordinary-any")) == (3, 3 + apart["nobody"])
    assert (line.figure.risen, flow.count("ordinary-advanced")) == (2, 2 + apart["successor"] - apart["nobody"])
    page = unescape(response.content.decode())
    assert 'href="/numbers/ordinary-1-cohort/?on=2012-12-01">1个经合并由承接支部等次计（R12）</a>' in page
    assert '<a href="/branches/0104/?on=2012-12-01">第0104党支部</a> → 文学院教工第一党支部' in page


def test_target_of_a_unit_says_which_of_its_own_are_merged(merged, client_of):
    unit = unescape(client_of("unit-01").get("/units/01/?on=2012-12-01").content.decode())
    assert '"/numbers/ordinary-1-left-out/?unit=01&on=2012-12-01">1个已撤销，不计入（R13）</a>' in unit
    assert "涉及撤并" not in client_of("unit-02").get("/units/02/?on=2012-12-01").content.decode()


def test_flow_without_a_merger_says_nothing_of_the_kind(rated, client_of):
    assert aparts(client_of("department").get(FLOW, {"on": "2012-08-31"})) == [("new", 1, [])]


def test_flow_of_a_day_calls_branches_as_on_that_day(merged, client_of):
    roster.rename(merged["0101"], name="教工党支部", on=date(2012, 12, 1), by=None)
    client = client_of("department")
    overview = unescape(client.get("/department/?on=2012-11-20").content.decode())
    address = "/rounds/2012-2/flow/?from=2012-1&on=2012-11-20"
    assert f'href="{address}"' in overview
    page = client.get(f"{address}&cell=rose").content.decode()
    assert '<a href="/branches/0101/?on=2012-11-20">文学院教工第一党支部</a>' in page
    assert "as-of" in page
    sheet = list_rows(client.get("/rounds/2012-2/flow/sheet/?cell=rose&on=2012-11-20"))
    assert ("0101", "文学院教工第一党支部") in sheet
    assert client.get(FLOW, {"on": "soon"}).status_code == 400


def test_flow_costs_the_same_for_few_and_many_mergers(merged, client_of):
    client = client_of("department")
    client.get(FLOW)
    counts = []
    for size in range(2):
        with CaptureQueriesContext(connection) as queries:
            client.get(FLOW)
        counts.append(len(queries))
        for number in range(12):
            branch = found(merged["01"], f"m{size}{number}")
            rate(branch, merged.baseline, Tier.ORDINARY)
            close(branch, date(2012, 9, 3), into=merged["0101"])
    assert counts[0] == counts[1]
    [first, *_others] = client.get(FLOW).context["table"].apart
    assert (first.count, len(first.branches), first.more) == (25, 10, 15)
