"""A unit is chosen from a list while there are few; among very many it is typed, by its code or its name."""

import pytest

from branches import tree
from branches.choices import Kind
from branches.filters import MANY
from branches.models import Organisation
from pledges.choices import PlanKind
from pledges.models import Plan
from ratings.choices import Tier
from tests.world import YEAR_1, rate


@pytest.fixture
def many(world):
    """The university with more units than a list holds."""
    rows = [
        Organisation(kind=Kind.PARTY_COMMITTEE, code=f"U{number}", name=f"第{number}学院党委", sought="d")
        for number in range(MANY)
    ]
    tree.append([(world["00"], row) for row in rows])
    Organisation.objects.bulk_create(rows)
    return world


def plan_of(world, code):
    return Plan.objects.create(organisation=world[code], campaign=world.campaign, kind=PlanKind.PLEDGE, due_on=YEAR_1)


LISTS = ("/plans/", "/duties/", "/twinning/", "/meetings/", "/plans/ledgers/raising/", "/rounds/2012-1/")


@pytest.mark.parametrize("address", LISTS)
def test_few_units_are_chosen(world, client_of, address):
    page = client_of("department").get(address).content.decode()
    assert '<select name="unit"' in page


@pytest.mark.parametrize("address", LISTS)
def test_one_of_very_many_is_typed(many, client_of, address):
    page = client_of("department").get(address).content.decode()
    assert '<select name="unit"' not in page
    assert 'name="unit"' in page
    assert '"U99"' not in page


@pytest.mark.parametrize("typed", ["01", " 01 ", "文学院党委"])
def test_by_code_or_name(many, client_of, typed):
    own, other = plan_of(many, "0101"), plan_of(many, "0201")
    page = client_of("department").get("/plans/", {"unit": typed}).content.decode()
    assert own.get_absolute_url() in page
    assert other.get_absolute_url() not in page


@pytest.mark.parametrize("address", ["/duties/", "/rounds/2012-1/"])
def test_by_name_on_other_lists(many, client_of, address):
    for code in ("0101", "0201"):
        rate(many[code], many.baseline, Tier.ORDINARY)
    page = client_of("department").get(address, {"unit": "文学院党委"}).content.decode()
    assert many["0101"].name in page
    assert many["0201"].name not in page


def test_who_is_not_found_is_told(many, client_of):
    page = client_of("department").get("/duties/", {"unit": "没有这个学院"}).content.decode()
    assert "invalid-feedback" in page
