"""Search: by code, name and initials, within the scope; one exact code is the page itself."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.world import close

DAY = date(2012, 6, 1)


def found(response):
    return [line.organisation.code for line in response.context["list"].page]


@pytest.mark.parametrize(
    ("text", "codes"),
    [("wxy", ["01", "0101", "0102", "0103"]), ("教工", ["0101", "0201"]), ("020", ["0201", "0202"]), ("zzz", [])],
)
def test_search_finds_by_initials_name_and_code(client_of, text, codes):
    assert found(client_of("department").get("/search/", {"q": text})) == codes


def test_search_stays_within_the_scope(client_of):
    seen = {who: found(client_of(who).get("/search/?q=党")) for who in ("unit-02", "branch-0101", "audit", "stranger")}
    assert seen == {"unit-02": ["02", "0201", "0202"], "branch-0101": ["0101"], "audit": [], "stranger": []}


def test_search_for_one_exact_code_is_its_page(client_of):
    assert client_of("department").get("/search/?q=0101").url == "/branches/0101/"


def test_search_for_a_stranger_s_code_finds_nothing(client_of):
    assert found(client_of("unit-02").get("/search/?q=0101")) == []


def test_search_shows_closed_ones_last(world, client_of):
    close(world["0101"], DAY)
    assert found(client_of("unit-01").get("/search/?q=wxy")) == ["01", "0102", "0103", "0101"]


def test_search_says_kind_place_and_state(world, client_of):
    close(world["0101"], DAY)
    html = client_of("unit-01").get("/search/?q=wxyj").content.decode()
    cells = re.findall(r'<td +data-label="(.*?)">(.*?)</td>', html, re.DOTALL)
    assert [(label, re.sub("<.*?>", "", text).strip()) for label, text in cells] == [
        ("编码", "0101"),
        ("类型", "党支部 · 教工"),
        ("隶属", "文学院党委"),
        ("状态", "2012年6月1日撤销"),
    ]


@pytest.mark.parametrize("text", ["", "   ", "%", "x" * 500, "<b>"])
def test_search_bears_any_text(client_of, text):
    assert client_of("department").get("/search/", {"q": text}).status_code == 200


def test_search_has_a_constant_number_of_queries(client_of):
    client = client_of("department")
    client.get("/search/?q=wxy")
    assert queries(client, "化学学院党总支") == queries(client, "党")


def queries(client, text):
    with CaptureQueriesContext(connection) as captured:
        client.get("/search/", {"q": text})
    return len(captured)
