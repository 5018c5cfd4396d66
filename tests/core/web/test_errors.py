"""The database away, a full disk, a refusal: said in words, and kept where it belongs."""

import shutil
from collections import namedtuple

import pytest
from django.db import InterfaceError, OperationalError, connection

from core.models import Event

pytestmark = pytest.mark.everywhere

USAGE = namedtuple("usage", ["total", "used", "free"])


def _away(error):
    def refuse(execute, sql, params, many, context):
        raise error("server closed the connection")

    return connection.execute_wrapper(refuse)


@pytest.mark.parametrize(
    ("name", "path"), [("", "/"), ("", "/login/"), ("", "/pledges/"), ("department", "/"), ("department", "/todo/")]
)
@pytest.mark.parametrize("error", [OperationalError, InterfaceError])
def test_database_away_is_said_in_words_in_both_languages(world, client_of, client, name, path, error):
    reader = client_of(name) if name else client
    reader.raise_request_exception = False
    with _away(error):
        response = reader.get(path)
    text = response.content.decode()
    assert (response.status_code, response.headers["Retry-After"]) == (503, "60")
    assert "数据库暂时没有响应" in text
    assert "The database does not answer" in text


def test_password_is_not_taken_while_the_database_is_away(world, client):
    client.raise_request_exception = False
    with _away(OperationalError):
        assert client.post("/login/", {"username": "unit-01", "password": "x"}).status_code == 503


def test_health_tells_what_is_missing(db, client, monkeypatch):
    assert client.get("/healthz").content == b"ok"
    with monkeypatch.context() as full:
        full.setattr(shutil, "disk_usage", lambda _path: USAGE(10**9, 10**9, 0))
        response = client.get("/healthz")
        assert (response.status_code, response.content) == (503, b"disk full")
    with _away(OperationalError):
        response = client.get("/healthz")
        assert (response.status_code, response.content) == (503, b"database away")


def test_refusal_by_right_is_an_entry(world, client_of):
    assert client_of("branch-0101").post("/campaigns/new/").status_code == 403
    entry = Event.objects.get(kind="refused")
    assert (entry.by_name, entry.subject, entry.detail) == ("branch-0101", "/campaigns/new/", {"method": "POST"})
    assert entry.address == "127.0.0.1"


def test_row_of_somebody_else_is_no_refusal_by_right(world, client_of):
    assert client_of("unit-01").get("/organisations/0201/").status_code == 404
    assert not Event.objects.filter(kind="refused").exists()


@pytest.mark.parametrize("path", ["/", "/todo/", "/organisations/0101/", "/workbooks/export/roster/"])
def test_what_a_person_sees_is_stored_nowhere(world, client_of, path):
    assert "no-store" in client_of("department").get(path).headers["Cache-Control"]


def test_public_page_may_be_stored(world, client):
    assert "no-store" not in client.get("/pledges/").headers.get("Cache-Control", "")


@pytest.mark.parametrize("debug", [True, False])
@pytest.mark.parametrize(
    ("name", "path"), [(None, "/nowhere/"), ("department", "/nowhere/"), ("department", "/branches/nobody/")]
)
def test_wrong_address_has_the_page_of_the_site_in_the_demo_too(world, client_of, settings, name, path, debug):
    settings.DEBUG = debug
    response = client_of(name).get(path)
    assert response.status_code == 404
    assert "<h1>没有这个页面</h1>" in "".join(response.content.decode().split())


def test_unknown_campaign_keeps_its_page_in_the_demo(world, client_of, settings):
    settings.DEBUG = True
    response = client_of("department").get("/targets/", {"campaign": "nobody"})
    assert (response.status_code, "query" in response.context) == (404, True)
