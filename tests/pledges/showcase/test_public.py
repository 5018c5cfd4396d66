"""What anyone may read of the showcase, from day to day, without a cookie, and nothing else (N06, R27a)."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from branches.models import Organisation
from pledges.actions import showcase as actions
from pledges.models import ShowcaseEntry, ShowcasePicture
from ratings.choices import Tier
from tests.pledges.made import TODAY, on
from tests.pledges.showcase.shown import addresses, drafted, returned, selected, submitted, supported
from tests.pledges.wall.pages import forbidden
from tests.world import add_round, close, rate

NOVEMBER, MARCH = date(2012, 11, 25), date(2013, 3, 20)
PATHS = ["/showcase/", "/showcase/?unit=01", "/showcase/?q=文学院", "/showcase/{}/", "/showcase/0/"]


@pytest.fixture
def entry(branch):
    return selected(branch)


def readable(client, entry):
    """Whether the entry stands on the list, its page opens, and its pictures do."""
    listed = f'href="/showcase/{entry.pk}/"' in client.get("/showcase/").content.decode()
    paths = [f"/showcase/{entry.pk}/", *addresses(entry)]
    return [listed, *(opened(client, path)[0].status_code for path in paths)]


def opened(client, path):
    """(The answer, what it holds); a file is closed once it is read."""
    answer = client.get(path)
    return answer, answer.getvalue()


PUBLIC, GONE = [True, 200, 200, 200], [False, 404, 404, 404]


@pytest.mark.parametrize("make", [drafted, submitted, returned, supported])
def test_nothing_is_public_before_it_is_selected(branch, client, make):
    entry = make(branch)
    assert readable(client, entry) == GONE
    if make == supported:
        actions.select(entry=entry, by=None)
        assert readable(client, entry) == PUBLIC


def test_entry_leaves_while_the_tier_is_lost_and_comes_back(entry, branch, world, client):
    rate(branch, world.later, Tier.GOOD)
    with on(date(2012, 10, 30)):
        assert readable(client, entry) == PUBLIC
    with on(NOVEMBER):
        assert readable(client, entry) == GONE
    rate(branch, add_round(world.campaign, "2012-3", date(2013, 3, 1)), Tier.ADVANCED)
    with on(MARCH):
        assert readable(client, entry) == PUBLIC


def test_entry_leaves_when_its_branch_is_closed(entry, branch, client):
    close(branch, TODAY)
    assert readable(client, entry) == GONE


def test_entry_leaves_when_it_is_taken_off(entry, client):
    actions.take_off(entry=entry, reason="内容需更新", by=None)
    assert readable(client, entry) == GONE


def test_who_is_gone_looks_as_one_that_never_was(entry, client):
    actions.take_off(entry=entry, reason="内容需更新", by=None)
    gone, never = client.get(f"/showcase/{entry.pk}/"), client.get("/showcase/987654/")
    told = [answer.content.replace(answer.request["PATH_INFO"].encode(), b"") for answer in (gone, never)]
    assert told[0] == told[1]
    assert "内容需更新" not in gone.content.decode()


def test_page_tells_the_entry(entry, client):
    text = client.get(f"/showcase/{entry.pk}/").content.decode()
    assert re.findall(r"<h2>(\S+?)</h2>", text) == ["背景", "做法", "特色", "成效", "群众评价", "图片", "引用格式"]
    assert re.findall(r'alt="(活动现场之\d)"', text) == ["活动现场之1", "活动现场之2"]
    cited = re.search(r"\S+：“红色实验室”，2012年6月1日入选，\S+典型展示，(\S+)，2012年6月1日查阅。", text)
    assert cited[1] == f"http://testserver/showcase/{entry.pk}/"


def test_picture_is_shown_and_never_guessed(entry, client):
    address = addresses(entry)[0]
    answer, content = opened(client, address)
    assert content[:3] == b"\xff\xd8\xff"
    headers = ("Content-Type", "X-Content-Type-Options", "Content-Disposition", "Cache-Control")
    assert [answer.headers[one] for one in headers] == ["image/jpeg", "nosniff", "inline", "public, max-age=60"]
    assert re.fullmatch(r"/showcase/pictures/[0-9a-f]{32}\.jpg", address)
    others = [address[:-4], address.replace(".jpg", ".png"), f"{address}.jpg", "/showcase/pictures/.jpg"]
    assert [client.get(one).status_code for one in others] == [404] * 4


@pytest.mark.parametrize("path", PATHS)
def test_public_page_sets_no_cookie_and_reads_no_session(entry, client, path):
    with CaptureQueriesContext(connection) as queries:
        answers = [opened(client, one)[0] for one in (path.format(entry.pk), addresses(entry)[0])]
    asked = [query["sql"] for query in queries if "session" in query["sql"]]
    assert ([dict(answer.cookies) for answer in answers], asked) == ([{}, {}], [])


@pytest.mark.parametrize("path", PATHS)
def test_public_page_has_no_script_no_form_that_is_posted_and_no_names(entry, world, client, path):
    text = client.get(path.format(entry.pk)).content.decode()
    assert [word for word in ("<script", 'method="post"', "csrf", "data-hx", "style=") if word in text.lower()] == []
    assert forbidden(text, world) == []
    assert "现场.jpg" not in text


def test_search_and_units_narrow(entry, world, client):
    other = selected(world["0201"])
    numbers = {"01": entry.pk, "02": other.pk}
    for query, units in {
        "": ["02", "01"],
        "?unit=01": ["01"],
        "?unit=02": ["02"],
        "?q=化学": ["02"],
        "?q=hxxy": ["02"],
        "?q=红色": ["02", "01"],
        "?q=没有": [],
    }.items():
        page = client.get(f"/showcase/{query}").context["showcase"]
        assert [card.number for card in page.cards] == [numbers[one] for one in units], query
    units = client.get("/showcase/").context["showcase"].units
    assert [(one.code, one.pledges) for one in units] == [("01", 1), ("02", 1)]


def test_unknown_unit_is_told(entry, client):
    answer = client.get("/showcase/?unit=99")
    assert (answer.status_code, len(answer.context["showcase"].cards)) == (404, 1)
    assert "没有该编码的单位，以下为所有单位的展示材料。" in answer.content.decode()


def test_list_costs_the_same_for_many(entry, world, client, django_assert_num_queries):
    client.get("/showcase/")
    with CaptureQueriesContext(connection) as one:
        client.get("/showcase/")
    selected(world["0201"])
    actions.select(entry=submitted(world["03"]), by=None)
    with django_assert_num_queries(len(one)):
        client.get("/showcase/")


def test_front_and_the_wall_lead_there(world, client):
    pages = [client.get(path).content.decode() for path in ("/?lang=en", "/pledges/?lang=en")]
    assert ['href="/showcase/?lang=en"' in page for page in pages] == [True, True]


SAID = {  # what came in: the part that must not be read, too long to stand in a token or a key by chance
    "帮扶后进支部": "后进",
    "考评92.5分": "92.5",
    "证号11010119900307123X": "11010119900307123X",
    "找13812345678": "13812345678",
}
BEHIND = {
    **{
        name: lambda words, name=name: ShowcaseEntry.objects.update(**{name: words})
        for name in ("title", "background", "practice", "special", "results", "voices", "reason")
    },
    "caption": lambda words: ShowcasePicture.objects.filter(caption="活动现场之1").update(caption=words),
    "file name": lambda words: ShowcasePicture.objects.update(name=f"{words}.jpg"),
    "branch": lambda words: Organisation.objects.filter(code="0101").update(name=words),
    "unit": lambda words: Organisation.objects.filter(code="01").update(name=words),
}


@pytest.mark.parametrize("field", BEHIND)
@pytest.mark.parametrize("words", SAID)
def test_what_came_in_by_another_door_is_on_no_public_page(entry, client, field, words):
    BEHIND[field](words)
    pages = [client.get(path) for path in ("/showcase/", "/showcase/?unit=01", f"/showcase/{entry.pk}/")]
    assert [(answer.status_code, SAID[words] in answer.content.decode()) for answer in pages] == [(200, False)] * 3


def test_unsayable_names_give_way_to_codes_and_kind(entry, client):
    Organisation.objects.filter(code__in=("01", "0101")).update(name="后进转化支部")
    ShowcaseEntry.objects.update(title="后进转化")
    [card] = client.get("/showcase/").context["showcase"].cards
    assert (card.title, card.branch, card.unit.name) == ("党建品牌", "0101", "01")
