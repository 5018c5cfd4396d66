"""Public pages keep nothing of who reads: no cookie, no session; the language stands in the address."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ratings.choices import Tier
from tests.pledges.made import TODAY, in_force, on
from tests.snapshot import staged
from tests.world import rate

PATHS = ["/", "/pledges/", "/pledges/?unit=01", "/pledges/method/", "/pledges/{}/", "/pledges/0/", "/nowhere/"]


@pytest.fixture(autouse=True)
def clock():
    with on(TODAY):
        yield


@pytest.fixture
@staged
def pledge(world):
    rate(world["0101"], world.baseline, Tier.ORDINARY)
    return in_force(world["0101"], world.campaign)


@pytest.mark.parametrize("path", PATHS)
def test_public_page_sets_no_cookie_and_reads_no_session(pledge, client, path):
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(path.format(pledge.pk))
    asked = [query["sql"] for query in queries if "session" in query["sql"]]
    assert (dict(answer.cookies), asked) == ({}, [])


@pytest.mark.parametrize("path", PATHS)
def test_public_page_has_no_script_and_no_form_that_is_posted(pledge, client, path):
    text = client.get(path.format(pledge.pk)).content.decode().lower()
    assert [word for word in ("<script", 'method="post"', "csrf", "data-hx", "style=") if word in text] == []


@pytest.mark.parametrize(
    ("query", "cookie", "language"),
    [
        ("", None, "zh-hans"),
        ("?lang=en", None, "en"),
        ("?lang=zh-hans", "en", "zh-hans"),
        ("?lang=xx", None, "zh-hans"),
        ("", "en", "en"),
    ],
)
@pytest.mark.parametrize("path", ["/", "/pledges/", "/pledges/0/"])
def test_language_of_a_public_page_stands_in_its_address(pledge, client, settings, path, query, cookie, language):
    if cookie:
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = cookie
    assert client.get(path + query).headers["Content-Language"] == language


def test_language_of_the_address_is_for_public_pages_only(world, client_of):
    assert client_of("department").get("/search/?lang=en").headers["Content-Language"] == "zh-hans"


def test_other_language_is_a_link_that_keeps_the_rest(pledge, client):
    text = client.get("/pledges/?unit=01&tab=ended").content.decode()
    assert 'href="?unit=01&amp;tab=ended&amp;lang=en"' in text
    english = client.get("/pledges/?unit=01&lang=en").content.decode()
    assert f'href="/pledges/{pledge.pk}/?lang=en"' in english
    assert '<input type="hidden" name="lang" value="en">' in english


def test_somebody_signed_in_reads_it_too_and_finds_back(pledge, client_of):
    text = client_of("unit-01").get("/pledges/").content.decode()
    assert ["回到我的页面" in text, 'href="/login/"' in text, "unit-01" in text] == [True, False, False]


def test_front_leads_to_the_wall(world, client):
    assert 'href="/pledges/?lang=en"' in client.get("/?lang=en").content.decode()
