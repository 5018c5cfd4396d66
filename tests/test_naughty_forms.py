"""Every text field of every form: what is stored is what was typed, what is refused is refused in a sentence."""

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from django.db import transaction

from accounts.models import User
from branches.models import Change, Organisation, Secretary
from ratings.models import CODE, Campaign, Rating, Round
from tests.branches.admin_pages import branch_data, formsets, page_of
from tests.naughty import NULL, SURROGATE, encoded, intruders, share
from tests.test_access_matrix import occupy

FORM = "application/x-www-form-urlencoded"
SEEN = {"seen": "4102444800"}
TARGET = {
    "target-TOTAL_FORMS": 1,
    "target-INITIAL_FORMS": 0,
    "target-0-code": "first",
    "target-0-from_tiers": 2,
    "target-0-to_tier": 4,
    "target-0-percent": 30,
    "target-0-deadline": "2015-12-31",
}
CAMPAIGN = TARGET | {"code": "2015", "name": "新活动", "starts_on": "2015-03-01"}
ROUND = {"code": "2012-9", "name": "新轮次", "reference_date": "2013-10-31"}
CHANGE = {"step": "confirm", "document": "示范组〔2012〕8号", "reason": "调整", "on": "2012-11-01"}
NEW = {"category": "staff", "code": "0109", "name": "新支部"}
FOUND = CHANGE | NEW | {"parent": "01", "kind": "branch", "founded_on": "2012-11-01"}
SECRETARY = formsets(secretaries=(1, 0)) | {"secretaries-0-name": "张三"}


def first(rows, name):
    """The field of the one row, None when there is none or it is empty."""
    return rows.values_list(name, flat=True).first() or None


def rating(code, round_, name="reason"):
    return lambda: first(Rating.objects.filter(organisation__code=code, round__code=round_), name)


def changed(kind, name):
    return lambda: first(Change.objects.filter(kind=kind, on="2012-11-01"), name)


@dataclass(frozen=True)
class Text:
    """A text field: where it is sent, by whom, with what else, how long it may be, and where it is stored."""

    url: str | Callable
    name: str
    longest: int
    stored: Callable
    data: dict | Callable = field(default_factory=dict)
    who: str = "department"
    code: bool = False


def secretary(name):
    return lambda: first(Secretary.objects.filter(organisation__code="0103"), name)


def branch_page(world):
    return page_of(world["0103"])


def branch_form(world):
    return branch_data(world["0103"]) | {"on": "2012-11-01"}


def post_form(world):
    return branch_data(world["0103"]) | SECRETARY


TEXTS = {
    "campaign name": Text(
        "/campaigns/new/", "name", 100, lambda: first(Campaign.objects.filter(code="2015"), "name"), CAMPAIGN
    ),
    "campaign code": Text(
        "/campaigns/new/",
        "code",
        20,
        lambda: first(Campaign.objects.filter(name="新活动"), "code"),
        CAMPAIGN,
        code=True,
    ),
    "campaign renamed": Text(
        "/campaigns/2012/edit/",
        "name",
        100,
        lambda: first(Campaign.objects.filter(code="2012").exclude(name="扶弱培强 2012"), "name"),
        CAMPAIGN,
    ),
    "round name": Text(
        "/campaigns/2012/rounds/new/", "name", 100, lambda: first(Round.objects.filter(code="2012-9"), "name"), ROUND
    ),
    "round code": Text(
        "/campaigns/2012/rounds/new/",
        "code",
        20,
        lambda: first(Round.objects.filter(name="新轮次"), "code"),
        ROUND,
        code=True,
    ),
    "round renamed": Text(
        "/rounds/2012-2/edit/",
        "name",
        100,
        lambda: first(Round.objects.filter(code="2012-2").exclude(name="轮次 2012-2"), "name"),
        {"reference_date": "2012-10-31"},
    ),
    "remark": Text(
        "/units/01/rate/2012-2/",
        "0101-remark",
        300,
        rating("0101", "2012-2", "remark"),
        {"0101-score": "82"},
        "unit-01",
    ),
    "remark in a row": Text(
        "/units/01/rate/2012-2/rows/0101/",
        "0101-remark",
        300,
        rating("0101", "2012-2", "remark"),
        {"0101-score": "82"},
        "unit-01",
    ),
    "return": Text("/rounds/2012-2/review/return/?row=0102", "reason", 300, rating("0102", "2012-2"), SEEN),
    "reopen": Text("/rounds/2012-1/reopen/0101/", "reason", 300, rating("0101", "2012-1")),
    "admit": Text(
        "/rounds/2012-2/admit/0104/",
        "reason",
        100,
        lambda: first(Rating.history.filter(organisation__code="0104"), "history_change_reason"),
    ),
    "found name": Text(
        "/restructures/found/", "name", 100, lambda: first(Organisation.objects.filter(code="0109"), "name"), FOUND
    ),
    "found document": Text("/restructures/found/", "document", 60, changed("founded", "document"), FOUND),
    "found reason": Text("/restructures/found/", "reason", 300, changed("founded", "reason"), FOUND),
    "rename name": Text(
        "/restructures/rename/", "name", 100, changed("renamed", "after"), CHANGE | {"organisation": "0101"}
    ),
    "rename reason": Text(
        "/restructures/rename/",
        "reason",
        300,
        changed("renamed", "reason"),
        CHANGE | {"organisation": "0101", "name": "新名"},
    ),
    "move document": Text(
        "/restructures/move/",
        "document",
        60,
        changed("moved", "document"),
        CHANGE | {"organisation": "0101", "to": "02"},
    ),
    "merge reason": Text(
        "/restructures/merge/",
        "reason",
        300,
        changed("merged", "reason"),
        CHANGE | {"organisation": "0101", "into": "0102"},
    ),
    "dissolve document": Text(
        "/restructures/dissolve/",
        "document",
        60,
        lambda: first(Organisation.objects.filter(code="0101"), "closing_document"),
        CHANGE | {"organisation": "0101"},
    ),
    "split name": Text(
        "/restructures/split/",
        "name",
        100,
        lambda: first(Organisation.objects.filter(code="0109"), "name"),
        CHANGE | NEW | {"organisation": "0101"},
    ),
    "admin: new name": Text(
        branch_page,
        "name",
        100,
        lambda: first(Organisation.objects.filter(code="0103").exclude(name="文学院离退休党支部"), "name"),
        branch_form,
    ),
    "admin: reason": Text(
        branch_page,
        "reason",
        300,
        changed("renamed", "reason"),
        lambda world: branch_form(world) | {"name": "新名"},
    ),
    "admin: secretary": Text(branch_page, "secretaries-0-name", 60, secretary("name"), post_form),
    "admin: title": Text(branch_page, "secretaries-0-title", 60, secretary("title"), post_form),
    "admin: post": Text(branch_page, "secretaries-0-concurrent_post", 60, secretary("concurrent_post"), post_form),
    "admin: user": Text(
        "/admin/accounts/user/add/",
        "name",
        60,
        lambda: first(User.objects.filter(username="li"), "name"),
        {"username": "li"},
        "accounts",
    ),
}


@pytest.fixture
def world(world):
    occupy(world)
    return world


def called(value, world):
    return value(world) if callable(value) else value


def sent(case, text, client, world):
    """(response, what was stored): whatever it changed is undone."""
    with transaction.atomic():
        body = encoded(**{**called(case.data, world), case.name: text})
        response = client.post(called(case.url, world), body, content_type=FORM)
        stored = case.stored()
        transaction.set_rollback(True)
    return response, stored


def promised(case, text):
    """What is stored of `text`: without blanks at its ends; None when it is refused."""
    kept = text.strip()
    bears = len(kept) <= case.longest and not (case.code and not CODE.regex.match(kept))
    return kept if bears and kept else None


@pytest.mark.parametrize("name", TEXTS)
def test_text_comes_back_as_typed(name, world, client_of):
    case, client = TEXTS[name], client_of(TEXTS[name].who)
    client.raise_request_exception = False
    wrong = []
    for text in share(list(TEXTS).index(name), len(TEXTS)):
        response, stored = sent(case, text, client, world)
        if response.status_code not in (200, 302) or stored != promised(case, text) or intruders(response):
            wrong.append((text[:60], response.status_code, stored, intruders(response)))
    assert wrong == []
    assert sent(case, "示例", client, world)[1] == "示例"


@pytest.mark.parametrize("name", TEXTS)
def test_null_and_broken_text_is_refused_in_a_sentence(name, world, client_of):
    case, client = TEXTS[name], client_of(TEXTS[name].who)
    response, stored = sent(case, NULL, client, world)
    assert (response.status_code, stored) == (200, None)
    assert "空字符" in response.content.decode()
    response, stored = sent(case, SURROGATE, client, world)
    assert (response.status_code, stored, "未作任何改动" in response.content.decode()) == (400, None, True)
