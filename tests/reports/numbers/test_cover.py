"""The page behind the cover: who is missing, who covers and by which plan, in numbers and names (R24)."""

from datetime import date

import pytest

from pledges.choices import PlanKind
from ratings.choices import Tier
from tests.pledges.made import TODAY, in_force
from tests.snapshot import staged
from tests.workbooks import list_rows
from tests.world import YEAR_2, close, found, move, rate

DAY = TODAY.isoformat()


@pytest.fixture
@staged
def pledged(world):
    """Of five ordinary branches of unit 01 two are covered, one of which moved to unit 02; one is closed."""
    branches = {code: world[code] for code in ("0101", "0102", "0103")}
    branches |= {code: found(world["01"], code) for code in ("0104", "0105")}
    for branch in branches.values():
        rate(branch, world.baseline, Tier.ORDINARY)
    rate(world["0202"], world.baseline, Tier.LAGGING)
    in_force(branches["0101"], world.campaign, reviewer=world.people["unit-01"])
    in_force(branches["0102"], world.campaign)
    move(branches["0102"], world["02"], on=date(2012, 5, 1))
    close(branches["0103"], date(2012, 5, 15), into=branches["0104"])
    return world


@pytest.fixture
def client_of(client_of):
    """As everywhere, but reading English."""

    def reader(username):
        client = client_of(username)
        client.cookies["django_language"] = "en"
        return client

    return reader


def page(client, metric="ordinary-1-cover", **asked):
    return client.get(f"/numbers/{metric}/", {"on": DAY, **asked})


def lists(response):
    return [(one.key, [row.code for row in rows]) for one, _page, rows in response.context["lists"]]


def test_cover_names_who_is_missing_before_who_covers(pledged, client_of):
    response = page(client_of("department"))
    assert response.context["explanation"].value == "2"
    assert lists(response) == [("not-covered", ["0104", "0105"]), ("covered", ["0101", "0102"])]


def test_cover_names_the_plan_with_goal_and_due_day(pledged, client_of):
    response = page(client_of("department"))
    [_missing, (_covered, _page, rows)] = response.context["lists"]
    plan = pledged["0101"].plans.get()
    address = f"/plans/{plan.pk}/?on={DAY}"
    assert [(note.text, note.url) for note in rows[0].notes] == [("Public pledge: Advanced by 31 Dec 2012", address)]
    assert f'href="{address}"' in response.content.decode()


def test_cover_tells_a_unit_no_plan_of_a_branch_that_left(pledged, client_of):
    """R14: code, name and tier, no more."""
    [_missing, (_covered, _page, rows)] = page(client_of("unit-01"), unit="01").context["lists"]
    assert [(row.code, len(row.notes)) for row in rows] == [("0101", 1), ("0102", 0)]


@pytest.mark.parametrize(
    ("target", "day", "formula"),
    [
        ("ordinary-1", DAY, ["2 of the 5 branches not risen", "cover 2 ≥ gap 2: the gap is covered"]),
        ("ordinary-2", DAY, ["2 of the 5 branches not risen", "cover 2 < gap 3: not covered 1"]),
        ("lagging-1", DAY, ["0 of the 1 branches not risen", "cover 0 < gap 1: not covered 1"]),
        ("ordinary-1", "2013-01-01", ["The deadline has passed: nothing is covered any more."]),
    ],
)
def test_cover_is_computed_in_numbers(pledged, client_of, target, day, formula):
    response = page(client_of("department"), f"{target}-cover", on=day)
    assert response.context["explanation"].formula == formula


def test_cover_of_a_past_day_is_that_day_s(pledged, client_of):
    in_force(pledged["0202"], pledged.campaign, PlanKind.RECTIFICATION, due_on=YEAR_2)
    seen = {day: page(client_of("viewer"), "lagging-2-cover", on=day) for day in ("2012-05-31", DAY)}
    assert {day: lists(response) for day, response in seen.items()} == {
        "2012-05-31": [("not-covered", ["0202"]), ("covered", [])],
        DAY: [("not-covered", []), ("covered", ["0202"])],
    }


def test_cover_is_among_the_other_figures_and_back(pledged, client_of):
    client = client_of("department")
    related = {key: value for key, _label, value in page(client, "ordinary-1-gap").context["explanation"].related}
    assert related["cover"] == "2"
    assert "gap" in {key for key, *_ in page(client).context["explanation"].related}


def test_state_is_explained_with_the_cover(pledged, client_of):
    explanation = page(client_of("department"), "state", unit="01").context["explanation"]
    assert explanation.formula[0] == "Ordinary → Advanced, 30%, open: 0 risen, 2 needed, gap 2, cover 2"
    assert (explanation.value, [number for number, _ in explanation.rules]) == ("At risk", ["R10", "R24", "R8"])


def test_cover_sheet_says_what_covers(pledged, client_of):
    client = client_of("department")
    headings, *rows = list_rows(client.get("/numbers/ordinary-1-cover/sheet/", {"on": DAY}))
    assert headings[-1] == "Covered by"
    assert [(row[1], row[-1]) for row in rows] == [
        ("0104", None),
        ("0105", None),
        ("0101", "Public pledge: Advanced by 31 Dec 2012"),
        ("0102", "Public pledge: Advanced by 31 Dec 2012"),
    ]
    assert list_rows(client.get("/numbers/ordinary-1-risen/sheet/", {"on": DAY}))[0][-1] == "Document number"
