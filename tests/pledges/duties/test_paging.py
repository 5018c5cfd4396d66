"""Names of duties that do not fit on a page: read a page at a time, and no button for all of them."""

import pytest

from core.lists import PAGE
from pledges.duties import page
from ratings.choices import Tier
from tests.world import found, rate

ADDRESS = "/duties/?unit=01&kind=activity"


@pytest.fixture
def many(rated):
    """A unit in which more branches owe an activity plan than stand on a page."""
    for number in range(PAGE + 5):
        rate(found(rated["01"], f"01{number + 20}"), rated.baseline, Tier.GOOD)
    return rated


def shown(client, address):
    listed = client.get(address).context["list"]
    return [line.organisation.code for line in listed.page.object_list], listed.count


def test_second_page_goes_on_where_the_first_one_ends(many, client_of):
    client = client_of("department")
    first, second = shown(client, ADDRESS), shown(client, f"{ADDRESS}&page=2")
    assert (len(first[0]), len(second[0]), first[1]) == (PAGE, 6, PAGE + 6)
    assert [*first[0], *second[0]] == ["0103", *(f"01{number + 20}" for number in range(PAGE + 5))]


def test_all_are_reminded_of_at_a_press_where_they_can_be_looked_through(rated, client_of, monkeypatch):
    client, every = client_of("department"), "/duties/?unit=01&state=late"
    assert "提醒全部逾期的" in client.get(every).content.decode()
    monkeypatch.setattr(page, "ON_SCREEN", 2)
    assert "提醒全部逾期的" not in client.get(every).content.decode()
    assert client.get("/duties/remind/?unit=01&state=late&all=1").url == "/duties/?unit=01&state=late"
