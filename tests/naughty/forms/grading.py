"""Text fields of campaigns and rounds, of the roster and its changes, of ratings and accounts."""

import re
from unicodedata import normalize

from accounts.models import User
from branches.models import Change, Organisation, Secretary
from core.history import REASON_LENGTH
from core.names import fold
from core.validators import CODE
from ratings.models import Campaign, Rating, Round
from tests.branches.admin.pages import branch_data, formsets, page_of
from tests.naughty.fields import LONG_TEXT, Text, first
from tests.world import RHYTHM

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
CAMPAIGN = TARGET | RHYTHM | {"code": "2015", "name": "新活动", "starts_on": "2015-03-01"}
ROUND = {"code": "2012-9", "name": "新轮次", "reference_date": "2013-10-31"}
CHANGE = {
    "organisation": "0101",
    "step": "confirm",
    "document": "示范组〔2012〕8号",
    "reason": "调整",
    "on": "2012-11-01",
}
NEW = {"category": "staff", "code": "0109", "name": "新支部"}
FOUND = CHANGE | NEW | {"parent": "01", "kind": "branch", "founded_on": "2012-11-01"}
SPLIT = CHANGE | NEW
RESTRUCTURED = {
    "found": ("founded", FOUND),
    "rename": ("renamed", CHANGE | {"name": "新名"}),
    "reclassify": ("classified", CHANGE | {"category": "retired"}),
    "move": ("moved", CHANGE | {"to": "02"}),
    "merge": ("merged", CHANGE | {"into": "0102"}),
    "dissolve": ("dissolved", CHANGE),
    "split": ("split", SPLIT),
}
SECRETARY = formsets(secretaries=(1, 0)) | {"secretaries-0-name": "张三"}


def rating(code, round_, name="reason"):
    return lambda: first(Rating.objects.filter(organisation__code=code, round__code=round_), name)


def changed(kind, name):
    return lambda: first(Change.objects.filter(kind=kind, on="2012-11-01"), name)


def organisation(asked, **known):
    return lambda: first(Organisation.objects.filter(**known), asked)


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
        pattern=CODE.regex,
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
        pattern=CODE.regex,
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
    "return": Text(
        "/rounds/2012-2/review/return/?row=0102", "reason", 300, rating("0102", "2012-2"), SEEN, **LONG_TEXT
    ),
    "reopen": Text("/rounds/2012-1/reopen/0101/", "reason", 300, rating("0101", "2012-1"), **LONG_TEXT),
    "admit": Text(
        "/rounds/2012-2/admit/0104/",
        "reason",
        100,
        lambda: first(Rating.history.filter(organisation__code="0104"), "history_change_reason"),
        **LONG_TEXT,
    ),
    "found name": Text("/restructures/found/", "name", 100, organisation("name", code="0109"), FOUND),
    "found code": Text(
        "/restructures/found/", "code", 20, organisation("code", name="新支部"), FOUND, pattern=CODE.regex
    ),
    "split name": Text("/restructures/split/", "name", 100, organisation("name", code="0109"), SPLIT),
    "split code": Text(
        "/restructures/split/", "code", 20, organisation("code", name="新支部"), SPLIT, pattern=CODE.regex
    ),
    "rename name": Text("/restructures/rename/", "name", 100, changed("renamed", "after"), CHANGE),
    **{
        f"{verb} {name}": Text(f"/restructures/{verb}/", name, longest, changed(kind, name), data, **folded)
        for verb, (kind, data) in RESTRUCTURED.items()
        for name, longest, folded in (("document", 60, {}), ("reason", 300, LONG_TEXT))
    },
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
        REASON_LENGTH,
        changed("renamed", "reason"),
        lambda world: branch_form(world) | {"name": "新名"},
    ),
    "admin: secretary": Text(branch_page, "secretaries-0-name", 60, secretary("name"), post_form),
    "admin: title": Text(branch_page, "secretaries-0-title", 60, secretary("title"), post_form),
    "admin: post": Text(branch_page, "secretaries-0-concurrent_post", 60, secretary("concurrent_post"), post_form),
    "admin: user name": Text(
        "/admin/accounts/user/add/",
        "username",
        150,
        lambda: first(User.objects.filter(name="李明"), "username"),
        {"name": "李明"},
        "accounts",
        pattern=re.compile(r"[\w.@+-]+"),
        folded=lambda text: normalize("NFKC", fold(text)),  # signing in takes any writing of it
    ),
    "admin: user": Text(
        "/admin/accounts/user/add/",
        "name",
        60,
        lambda: first(User.objects.filter(username="li"), "name"),
        {"username": "li"},
        "accounts",
    ),
}


ASKED = {
    "organisation": ("/restructures/dissolve/", "organisation", CHANGE, "department"),
    "successor": ("/restructures/merge/", "into", CHANGE, "department"),
    "new unit": ("/restructures/move/", "to", CHANGE, "department"),
    "parent": ("/restructures/found/", "parent", FOUND, "department"),
    "day": ("/restructures/rename/", "on", CHANGE | {"name": "新名"}, "department"),
    "step": ("/restructures/rename/", "step", CHANGE | {"name": "新名"}, "department"),
    "score": ("/units/01/rate/2012-2/rows/0101/", "0101-score", {}, "unit-01"),
    "tier": ("/units/01/rate/2012-2/rows/0101/", "0101-tier", {}, "unit-01"),
    "version": ("/units/01/rate/2012-2/rows/0101/", "0101-version", {"0101-score": "82"}, "unit-01"),
    "target code": ("/campaigns/new/", "target-0-code", CAMPAIGN, "department"),
    "percent": ("/campaigns/new/", "target-0-percent", CAMPAIGN, "department"),
    "rows of targets": ("/campaigns/new/", "target-TOTAL_FORMS", CAMPAIGN, "department"),
    "seen": ("/rounds/2012-2/review/return/", "seen", {"reason": "不够具体"}, "department"),
    "digest": ("/workbooks/uploads/4711/apply/", "digest", {}, "department"),
    "user name": ("/login/", "username", {"password": "x"}, None),
    "password": ("/login/", "password", {"username": "unit-01"}, None),
    "own password": ("/password/", "new_password1", {"old_password": "x", "new_password2": "y"}, "department"),
    "language": ("/language/", "language", {}, None),
    "next": ("/language/", "next", {"language": "en"}, None),
}
