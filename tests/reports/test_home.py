"""The front door: where each role lands, and what strangers and people without a post read."""

import pytest

from branches import actions
from core.choices import Role
from tests.world import FOUNDED, appoint


@pytest.mark.parametrize(
    ("who", "url"),
    [
        ("department", "/department/"),
        ("viewer", "/targets/"),
        ("unit-01", "/units/01/"),
        ("branch-0101", "/branches/0101/"),
        ("expert", "/projects/desk/"),
        ("accounts", "/admin/"),
        ("audit", "/history/"),
    ],
)
def test_home_is_the_role_s_own(client_of, who, url):
    assert client_of(who).get("/").url == url


def test_home_of_several_roles_is_the_first(world, client_of):
    appoint(world.people["branch-0101"], Role.UNIT, world["01"])
    assert client_of("branch-0101").get("/").url == "/units/01/"


def test_home_without_an_appointment_says_whom_to_ask(client_of):
    response = client_of("stranger").get("/")
    assert (response.status_code, "您今天没有任职" in response.content.decode()) == (200, True)


def test_front_of_a_new_site_says_how_to_begin(db, client):
    assert "manage.py officer NAME department" in client.get("/").content.decode()


def test_front_leads_to_the_sign_in_and_names_nobody(world, client_of):
    text = client_of(None).get("/").content.decode()
    assert ['href="/login/"' in text, world["01"].name in text, "manage.py" in text] == [True, False, False]


@pytest.mark.parametrize("who", ["department", "unit-01", "audit", "stranger", None])
def test_head_shows_the_university_as_the_tree_calls_it(world, client_of, who):
    facts = {"name": "示范师范大学", "on": FOUNDED, "document": "", "reason": "更名"}
    actions.rename(world["00"], **facts, by=world.people["department"])
    text = client_of(who).get("/" if who is None else "/search/").content.decode()
    assert ["<small>示范师范大学</small>" in text, "<span>示范师范大学</span>" in text, "校党委" in text] == [
        True,
        True,
        False,
    ]


def test_head_shows_the_setting_before_there_is_a_tree(db, client, settings):
    settings.UNIVERSITY_NAME = "示范大学委员会"
    assert "<small>示范大学委员会</small>" in client.get("/").content.decode()


@pytest.mark.parametrize(
    ("shown", "people"),
    [
        (True, ["department", "viewer", "unit-01", "branch-0101"]),
        (False, ["audit", "accounts", "expert", "stranger", None]),
    ],
)
def test_head_offers_the_search_to_who_can_find_something(world, client_of, shown, people):
    texts = [client_of(who).get("/password/" if who else "/").content.decode() for who in people]
    assert ['class="topbar-search"' in text for text in texts] == [shown] * len(people)
