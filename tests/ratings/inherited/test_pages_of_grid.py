"""What came back of a closed unit stands behind the own rows, on whatever page that is (R30)."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from ratings.choices import State, Tier
from ratings.queries.grid import read
from tests.ratings.entry.test_grid import fields, names
from tests.ratings.entry.test_pages_of_grid import in_pages
from tests.ratings.inherited import HEIR, rating, typed
from tests.ratings.queries.test_grid_counts import fill, proven
from tests.world import LATER, close, found, rate


@pytest.fixture(autouse=True)
def in_twos(monkeypatch):
    """Two rows on a page."""
    in_pages(monkeypatch, 2)


@pytest.fixture
def unit(merged, client_of):
    return client_of("unit-01")


def inherited(response):
    return [line.row.organisation.code for line in response.context["inherited"]]


def test_inherited_rows_follow_the_own_ones(unit):
    first, second = unit.get(HEIR), unit.get(f"{HEIR}?page=2")
    assert (names(first), inherited(first)) == (["0101", "0102"], [])
    assert (names(second), inherited(second)) == (["0103"], ["0201"])
    assert inherited(unit.get(f"{HEIR}?row=0201")) == ["0201"]


def test_inherited_rows_alone_on_a_page_keep_their_heading_and_are_saved(merged, unit):
    found(merged["01"], "0104")
    response = unit.get(f"{HEIR}?page=3")
    assert (names(response), inherited(response)) == ([], ["0201"])
    assert "来自已撤并的化学学院党总支" in response.content.decode()
    assert unit.post(f"{HEIR}?page=3", typed(merged))["Location"] == f"{HEIR}?page=3"
    assert rating(merged).score == 84


def test_saved_beside_a_refused_one_it_stays_with_its_unit(merged, unit, monkeypatch):
    in_pages(monkeypatch, 10)
    rate(merged["0101"], merged.later, Tier.GOOD, state=State.RETURNED)
    response = unit.post(HEIR, typed(merged) | fields("0101", "101", version="1", was=("82", "", "")))
    assert (names(response), inherited(response)) == (["0101", "0102", "0103"], ["0201"])
    assert rating(merged).score == 84


def test_check_shows_and_submits_them_from_every_page(merged, unit):
    for code in ("0101", "0102"):
        rate(merged[code], merged.later, Tier.GOOD, state=State.RETURNED)
    second = unit.get(f"{HEIR}check/?page=2")
    assert [row.organisation.code for row in second.context["page"]] == ["0201"]
    assert second.context["summary"].count == 3
    unit.post(f"{HEIR}check/")
    assert set(merged.later.ratings.filter(submitted_by=merged.people["unit-01"]).values_list("state", flat=True)) == {
        State.SUBMITTED
    }
    assert rating(merged).state == State.SUBMITTED


@pytest.mark.parametrize(("how", "own", "closed"), [("merged", True, []), ("dissolved", False, ["0201"])])
@pytest.mark.parametrize("closes", [None, -1])
def test_counts_are_those_of_the_rows(request, how, own, closed, closes):
    world = request.getfixturevalue(how)
    world.later.closes_on = closes and timezone.localdate() + timedelta(days=closes)
    world.later.save()
    fill(world, 1)
    typed_at = {
        code: [row.organisation.code for row in proven(read(world.later, world[code])) if row.editable]
        for code in ("01", "02")
    }
    assert ("0201" in typed_at["01"], typed_at["02"]) == (own, closed)


ADDRESSES = (HEIR, f"{HEIR}?page=2", f"{HEIR}?row=0201", f"{HEIR}check/", f"{HEIR}check/?page=2")


def test_pages_cost_the_same_for_few_and_many(merged, unit):
    def counted():
        return [_queries(unit, address) for address in ADDRESSES]

    _grow(merged, range(5))
    counted()  # what is read once
    few = counted()
    _grow(merged, range(5, 20))
    assert counted() == few
    assert max(few) <= 19


def _grow(world, numbers):
    """Own rows that came back, others that are not typed yet, and branches that are not rated."""
    world.later.closes_on = None
    world.later.save()
    for number in numbers:
        found(world["01"], f"1{number:03}")
        rate(found(world["01"], f"9{number:03}"), world.later, Tier.GOOD, state=State.RETURNED)
        close(found(world["01"], f"7{number:03}"), LATER - timedelta(days=1))


def _queries(client, address):
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)
