"""Who holds the role of an expert, and what is known of each."""

import pytest

from core.choices import Role
from projects.models import Expert
from tests.projects.made import TODAY, panel
from tests.projects.reviews.judged import handed_in, judge, judged
from tests.world import appoint, person

pytestmark = pytest.mark.django_db


def listed(client):
    return client.get("/projects/experts/").context["list"].paginated_rows


def test_list_says_who_has_no_record_and_how_many_sheets_are_open(world, client_of):
    one, gone = judge(world, unit=world["02"]), person("gone")
    appoint(gone, Role.EXPERT, world["00"], ends_on=TODAY)
    first, second = judged(world), judged(world)
    panel(first, one)
    panel(second, one)
    handed_in(first, one)
    rows = [
        (row.get_cell_value("name"), row.get_cell_value("unit"), row.record.open_seats)
        for row in listed(client_of("department"))
    ]
    assert rows == [("expert", "尚未登记，不能指派评审。", 0), ("expert-2", "化学学院党总支", 2)]


def test_record_is_made_and_changed(world, client_of):
    client, user = client_of("department"), world.people["expert"]
    address = f"/projects/experts/{user.pk}/"
    assert client.post(address, {"unit": "", "field": "教育学"}).context["form"].errors["unit"]
    assert client.post(address, {"unit": "0101", "field": ""}).context["form"].errors["unit"]
    client.post(address, {"unit": "02", "field": "教育学"})
    assert Expert.objects.values_list("unit__code", "field").get() == ("02", "教育学")
    version = client.get(address).context["form"].initial["version"]
    client.post(address, {"unit": "outside", "field": "党建", "version": version})
    assert Expert.objects.values_list("unit", "field").get() == (None, "党建")
    late = client.post(address, {"unit": "01", "field": "党建", "version": version})
    assert late.context["form"].non_field_errors()


def test_who_is_no_expert_has_no_page(world, client_of):
    assert client_of("department").get(f"/projects/experts/{world.people['viewer'].pk}/").status_code == 404
