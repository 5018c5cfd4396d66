"""The front door: where each role lands, and what strangers and people without a post read."""

import pytest

from core.choices import Role
from tests.world import appoint


@pytest.mark.parametrize(
    ("who", "url"),
    [
        ("department", "/department/"),
        ("viewer", "/targets/"),
        ("unit-01", "/units/01/"),
        ("branch-0101", "/branches/0101/"),
        ("accounts", "/admin/"),
        ("audit", "/history/"),
    ],
)
def test_home_is_the_role_s_own(client_of, who, url):
    assert client_of(who).get("/").url == url


def test_home_of_several_roles_is_the_first(world, client_of):
    appoint(world.people["branch-0101"], Role.UNIT, world["01"])
    assert client_of("branch-0101").get("/").url == "/units/01/"


@pytest.mark.parametrize("who", ["expert", "stranger"])
def test_home_without_work_says_why(client_of, who):
    response = client_of(who).get("/")
    assert (response.status_code, response.context["is_expert"]) == (200, who == "expert")


def test_front_leads_to_the_sign_in_and_names_nobody(world, client_of):
    text = client_of(None).get("/").content.decode()
    assert ['href="/login/"' in text, world["01"].name in text] == [True, False]
