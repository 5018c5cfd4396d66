"""A session that ends in the middle of a long form: what was typed comes back, to nobody else."""

from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from core.web.kept_text import KEPT, MOST_CHARACTERS
from ratings.models import Campaign
from tests.world import PASSWORD, RHYTHM

pytestmark = pytest.mark.everywhere

MORNING = datetime(2012, 11, 5, 0, 0, tzinfo=UTC)
FORM = "/campaigns/new/"
TYPED = {
    "code": "2013",
    "name": "第二期 <b>晋位</b>\r\n升级",
    "starts_on": "2013-01-01",
    **RHYTHM,
    "target-TOTAL_FORMS": "1",
    "target-INITIAL_FORMS": "0",
    "target-0-code": "ordinary-1",
    "target-0-from_tiers": ["2", "1"],
    "target-0-to_tier": "4",
    "target-0-percent": "30",
    "target-0-deadline": "2013-12-31",
}


@pytest.fixture
def clock():
    with time_machine.travel(MORNING, tick=False) as traveller:
        yield traveller


@pytest.fixture
def left(client_of, clock):
    """The browser of the department, left alone with a form until the session had ended."""
    client = client_of("department")
    client.get(FORM)
    clock.shift(timedelta(minutes=31))
    return client


def sign_in(client, username="department", address=FORM):
    """Where the sign-in leads."""
    query = {"next": address}
    return client.post(reverse("login"), {"username": username, "password": PASSWORD, **query}).url


class Sent(HTMLParser):
    """What the first form of `main` would send, the token apart: [(name, value)]; names of its files in `files`."""

    def __init__(self, response):
        super().__init__()
        self.fields, self.files = [], []
        self.feed(response.content.decode().split("<main", 1)[1].split('id="discard"')[0])
        self.close()

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag != "input" or given["name"] == "csrfmiddlewaretoken":
            return
        if given["type"] == "file":
            self.files.append((given["name"], "multiple" in given))
        else:
            self.fields.append((given["name"], given["value"]))


def flat(data):
    return [(name, one) for name, value in data.items() for one in (value if isinstance(value, list) else [value])]


def is_shown(response):
    """Whether this is the page in between."""
    return "登录中断" in response.content.decode()


def test_what_was_typed_comes_back_and_is_saved_when_sent_again(left):
    answer = left.post(FORM, TYPED)
    assert answer.url == f"{reverse('login')}?next={FORM}"
    assert "已为您保留" in left.get(answer.url).content.decode()
    assert sign_in(left) == FORM
    page = left.get(FORM)
    assert (is_shown(page), Campaign.objects.count()) == (True, 1)
    assert Sent(page).fields == flat(TYPED)
    assert "第二期 &lt;b&gt;晋位&lt;/b&gt;<br>升级" in page.content.decode()
    assert left.post(FORM, TYPED).status_code == 302
    assert Campaign.objects.filter(code="2013").count() == 1
    assert not is_shown(left.get(FORM))


def test_it_is_checked_as_ever_when_sent_again(left):
    left.post(FORM, TYPED | {"code": "2012"})
    sign_in(left)
    answer = left.post(FORM, dict(Sent(left.get(FORM)).fields))
    assert (answer.status_code, list(answer.context["form"].errors)) == (200, ["code"])
    assert KEPT not in left.session


def test_session_that_the_browser_forgot_is_one_that_ended(left):
    del left.cookies["sessionid"]
    left.post(FORM, TYPED)
    sign_in(left)
    assert is_shown(left.get(FORM))


def test_address_with_its_question_comes_back(left):
    address = f"{FORM}?from=2012&q=a%2Fb"
    left.post(address, TYPED)
    assert sign_in(left, address=address) == address
    assert (is_shown(left.get(FORM)), is_shown(left.get(address))) == (False, True)


def test_nobody_else_sees_it_even_when_the_first_one_returns(left, world):
    left.post(FORM, TYPED)
    sign_in(left, "department-2")
    assert not is_shown(left.get(FORM))
    assert KEPT not in left.session
    left.post(reverse("logout"))
    sign_in(left)
    assert not is_shown(left.get(FORM))


def test_it_waits_through_a_wrong_password_for_half_an_hour(left, clock):
    left.post(FORM, TYPED)
    left.post(reverse("login"), {"username": "department", "password": "a wrong one"})
    clock.shift(timedelta(minutes=30))
    sign_in(left)
    assert is_shown(left.get(FORM))
    clock.shift(timedelta(seconds=1))
    assert (is_shown(left.get(FORM)), KEPT in left.session) == (False, False)


def test_it_can_be_discarded(left):
    left.post(FORM, TYPED)
    sign_in(left)
    assert left.post(FORM, {KEPT: "discard"}).url == reverse("reports:home")
    assert (is_shown(left.get(FORM)), Campaign.objects.count()) == (False, 1)


def test_files_are_chosen_again(left):
    files = [SimpleUploadedFile(name, b"secret bytes") for name in ("甲.pdf", "乙.pdf")]
    left.post(FORM, {"text": "说明", "proof": files, "letter": SimpleUploadedFile("c.pdf", b"1")})
    assert "secret bytes" not in str(dict(left.session))
    sign_in(left)
    page = left.get(FORM)
    assert (Sent(page).files, Sent(page).fields) == ([("proof", True), ("letter", False)], [("text", "说明")])
    assert "甲.pdf · 乙.pdf" in page.content.decode()


NOT_KEPT = {
    "password": ("/password/", {"old_password": "a", "new_password1": "b", "note": "字"}, {}),
    "password of any form": (FORM, TYPED | {"NewPassword": "a"}, {}),
    "huge": (FORM, TYPED | {"name": "长" * MOST_CHARACTERS}, {}),
    "null": (FORM, TYPED | {"name": "a\x00b"}, {}),
    "nothing": (FORM, {"csrfmiddlewaretoken": "a" * 32}, {}),
    "part of a page": (FORM, TYPED, {"HTTP_HX_REQUEST": "true"}),
    "public page": ("/language/", {"language": "en"}, {}),
}


@pytest.mark.parametrize(("address", "data", "headers"), NOT_KEPT.values(), ids=NOT_KEPT)
def test_what_is_not_kept(left, address, data, headers):
    left.post(address, data, **headers)
    assert KEPT not in left.session


def test_largest_text_is_kept(left):
    left.post(FORM, {"name": "长" * (MOST_CHARACTERS - len("name"))})
    assert KEPT in left.session


def test_stranger_keeps_nothing(client, world):
    client.post(FORM, TYPED)
    client.cookies["last_person"] = f"{world.people['department'].pk}:forged"
    client.post(FORM, TYPED)
    assert ("sessionid" in client.cookies, Session.objects.count()) == (False, 0)


def test_form_without_its_token_is_not_kept(world, clock):
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.people["department"])
    client.get(FORM)
    clock.shift(timedelta(minutes=31))
    assert client.post(FORM, TYPED).status_code == 403
    assert KEPT not in client.session
    token = client.cookies["csrftoken"].value
    assert client.post(FORM, TYPED | {"csrfmiddlewaretoken": token}).status_code == 302
    assert KEPT in client.session


@pytest.mark.parametrize(("site", "shown"), [("same-origin", True), ("cross-site", False), ("", False)])
def test_form_without_any_cookie_shows_what_was_written(world, site, shown):
    """To be copied, and only where the browser says that a page of ours sent it; nothing of a password."""
    client = Client(enforce_csrf_checks=True, headers={"Sec-Fetch-Site": site} if site else {})
    answer = client.post(FORM, TYPED)
    assert (answer.status_code, "第二期 &lt;b&gt;晋位&lt;/b&gt;<br>升级" in answer.content.decode()) == (403, shown)
    secret = client.post(reverse("login"), {"username": "某人", "password": "某个密码"}).content.decode()
    assert ("某人" in secret, "某个密码" in secret, Session.objects.count()) == (False, False, 0)


def test_cookie_of_the_last_person_is_for_the_server_only(left):
    cookie = left.cookies["last_person"]
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"], cookie["expires"]) == (True, "Lax", "", "")
    assert "last_person" not in left.get(reverse("login")).cookies


def test_register_of_the_admin_gives_back_too(left, world):
    address = reverse("admin:branches_organisation_add")
    left.post(address, {"code": "09", "name": "物理学院党委", "_save": "保存"})
    sign_in(left, address=address)
    assert Sent(left.get(address)).fields == [("code", "09"), ("name", "物理学院党委"), ("_save", "保存")]


@pytest.mark.parametrize(("name", "leads"), [("", "/login/"), ("department", "/")])
def test_page_of_a_missing_token_knows_who_reads_it(world, name, leads):
    client = Client(enforce_csrf_checks=True)
    if name:
        client.force_login(world.people[name])
    text = client.post(FORM, TYPED).content.decode()
    assert (f'href="{leads}">登录' in text, "回到我的页面" in text) == (not name, bool(name))
