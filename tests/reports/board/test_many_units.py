"""The target board of more units than a page holds: pages, order, queries."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from branches import actions as roster
from branches.choices import Kind
from branches.models import Organisation
from ratings.choices import Tier
from reports.board import page
from reports.board.columns import BY_KEY
from tests.reports.board.test_targets import BOARD, ON, rows
from tests.world import FOUNDED, found, rate


def plant_units(world, numbers):
    """Base organisations beyond the cast's three."""
    facts = {"kind": Kind.GENERAL_BRANCH, "founded_on": FOUNDED}
    rows = [Organisation(code=f"u{number:03}", name=f"第{number}党总支", **facts) for number in numbers]
    roster.found_many([(world["00"], row) for row in rows], by=None)


def test_board_holds_a_hundred_units_and_pages_beyond(rated, client_of):
    plant_units(rated, range(97))
    client = client_of("department")
    assert len(rows(client.get(BOARD))) == 100
    plant_units(rated, [999])
    pages = [rows(client.get(BOARD, {"page": number})) for number in (1, 2, 3)]
    assert [len(page) for page in pages] == [45, 45, 11]
    assert pages[0][0] == "01"
    assert pages[2][-1] == "u999"
    assert client.get(BOARD, {"page": 4}).status_code == 404
    assert rows(client.get(BOARD, {"sort": "-gap", "on": ON}))[:2] == ["02", "01"]
    assert rows(client.get(BOARD, {"sort": "-gap", "on": ON, "page": 3}))[-1] == "u999"


@pytest.mark.parametrize(("state", "count"), [("", 3), ("off_track", 1)])
def test_pages_of_many_units_are_in_the_order_of_one_page(rated, client_of, monkeypatch, state, count):
    client = client_of("department")
    sorts = ["name", "-name", "state", "-state", "gap", "-gap", "lagging-1.risen"]
    every = [{"on": ON, "state": state, "sort": sort} for sort in [*sorts, *(f"-ordinary-1.{key}" for key in BY_KEY)]]
    on_one = [rows(client.get(BOARD, asked)) for asked in every]
    monkeypatch.setattr(page, "ALL_ON_ONE_PAGE", 1)
    monkeypatch.setattr(page, "PAGE", 1)
    for asked, expected in zip(every, on_one, strict=True):
        one_each = [rows(client.get(BOARD, {**asked, "page": number})) for number in range(1, count + 1)]
        assert (asked, one_each) == (asked, [[code] for code in expected])
    assert client.get(BOARD, {"on": ON, "state": state, "page": count + 1}).status_code == 404


@pytest.mark.parametrize(("on", "count"), [("", 9), (ON, 8)])
def test_board_costs_the_same_at_any_size(rated, client_of, on, count):
    client = client_of("department")
    counts = []
    client.get(BOARD)
    for size in range(2):
        with CaptureQueriesContext(connection) as queries:
            client.get(BOARD, {"on": on, "show": "all"})
        counts.append(len(queries))
        plant_units(rated, range(40 * size, 40 * size + 40))
        for number in range(20):
            rate(found(rated["01"], f"b{size}{number:03}"), rated.baseline, Tier.LAGGING)
    assert counts == [count, count]


@pytest.mark.parametrize(
    ("asked", "count"), [({}, 9), ({"page": 2}, 9), ({"sort": "-gap"}, 12), ({"state": "missed"}, 12)]
)
def test_page_of_many_units_costs_no_more_queries(
    rated, client_of, monkeypatch, django_assert_num_queries, asked, count
):
    monkeypatch.setattr(page, "ALL_ON_ONE_PAGE", 1)
    monkeypatch.setattr(page, "PAGE", 1)
    client = client_of("department")
    client.get(BOARD, asked)
    with django_assert_num_queries(count):
        client.get(BOARD, asked)
