"""A unit is chosen from a list while there are few; among very many it is typed, by its code or its name."""

import pytest

from branches.choices import Kind
from branches.filters import MANY
from pledges.choices import PlanKind
from pledges.models import Plan
from projects.models import Expert
from ratings.choices import Tier
from tests.world import YEAR_1, crowd, rate


@pytest.fixture
def many(world):
    """The university with more units than a list holds."""
    crowd(world["00"], range(MANY), kind=Kind.PARTY_COMMITTEE, name="第{}学院党委")
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
    assert '"N0099"' not in page


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


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("N0", "请输入编码选定：N0000 第0学院党委 · "),
        ("文学", "请输入编码选定：01 文学院党委"),
        ("无此学院", "可选范围内没有与“无此学院”"),
    ],
)
def test_a_part_of_a_name_decides_nothing_and_names_who_it_may_be(many, client_of, typed, told):
    page = client_of("department").get("/duties/", {"unit": typed}).content.decode()
    assert told in page
    assert f'value="{typed}"' in page


def test_own_unit_of_an_expert_is_typed(many, client_of):
    client, user = client_of("department"), many.people["expert"]
    address = f"/projects/experts/{user.pk}/"
    assert "校外人员请填“校外专家”。" in client.get(address).content.decode()
    for typed, unit in (("02", "02"), ("校外专家", None), ("文学院党委", "01")):
        version = client.get(address).context["form"].initial.get("version", "")
        assert client.post(address, {"unit": typed, "field": "教育学", "version": version}).status_code == 302
        assert Expert.objects.values_list("unit__code", flat=True).get() == unit
    assert 'value="01 文学院党委"' in client.get(address).content.decode()
    for typed in ("", " ", "0101"):
        assert client.post(address, {"unit": typed, "field": ""}).context["form"].errors["unit"]
