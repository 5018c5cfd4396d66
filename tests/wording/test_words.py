"""What pages call things in Chinese, where one word of the code or of Django would say something else."""

import pytest
from django.core.exceptions import ValidationError

from accounts.models import User
from ratings.choices import State, Tier
from ratings.models import Campaign
from ratings.templatetags.targets import numbered
from tests.ratings.entry.test_grid import GRID, fields
from tests.world import found, rate

REVIEW = "/rounds/2012-1/review/"


def text(client, address, **asked):
    return client.get(address, asked).content.decode()


def test_targets_are_numbered_as_they_are_shown(world):
    called = [(name, one.code) for name, one in numbered(world.campaign.targets.all())]
    codes = ("ordinary-1", "lagging-1", "ordinary-2", "lagging-2")
    assert called == list(zip(("目标一", "目标二", "目标三", "目标四"), codes, strict=True))


def test_targets_beyond_ten_bear_figures():
    assert [name for name, _one in numbered(range(12))][8:] == ["目标九", "目标十", "目标11", "目标12"]


@pytest.mark.parametrize("address", ["/campaigns/", "/numbers/lagging-1-risen/?on=2012-12-31"])
def test_pages_call_a_target_by_its_number(world, client_of, address):
    rate(world["0101"], world.baseline, Tier.LAGGING)
    page = text(client_of("department"), address)
    assert ("目标二" in page, ">lagging-1<" in page) == (True, False)


@pytest.mark.parametrize("score", ["100.5", "-1"])
def test_score_out_of_range_says_between_which(world, client_of, score):
    page = client_of("unit-01").post(GRID, fields("0101", score)).content.decode()
    assert "得分：得分应在0至100之间。" in page


def test_many_advanced_are_told_with_their_cap(world, client_of):
    world.organisations["0104"] = found(world["01"], "0104")
    for code, tier in (("0101", 4), ("0102", 4), ("0103", 4), ("0104", 3)):
        rate(world[code], world.baseline, tier, state=State.DRAFT)
    [warning] = client_of("unit-01").get(f"{GRID}check/").context["summary"].warnings
    assert warning == "参评的4个党支部中有3个先进，先进超过30%上限（1个），请复核（R23）。"


@pytest.mark.parametrize(
    ("address", "state", "label"),
    [
        (f"{REVIEW}return/?unit=01", State.SUBMITTED, "退回意见"),
        ("/rounds/2012-1/reopen/0101/", State.APPROVED, "撤销审定的理由"),
        ("/rounds/2012-1/admit/0101/", State.DRAFT, "批准参评的理由"),
    ],
)
def test_each_decision_asks_for_its_own_reason(world, client_of, address, state, label):
    rate(world["0101"], world.baseline, Tier.GOOD, state=state)
    assert client_of("department").get(address).context["decision"].form["reason"].label == label


def test_review_is_headed_by_its_round(world, client_of):
    assert f"{world.baseline.name}审核" in text(client_of("department"), REVIEW)


@pytest.mark.parametrize(
    ("address", "title"),
    [
        ("/admin/branches/organisation/", "组织名录"),
        ("/admin/branches/appointment/", "任职"),
        ("/admin/branches/organisation/add/", "新增组织"),
        ("/admin/", "名册管理"),
    ],
)
def test_admin_speaks_as_the_site_does(world, client_of, address, title):
    assert client_of("department").get(address).context["title"] == title


def test_registers_are_changed_by_the_word_of_the_buttons(world, client_of):
    assert ">修改</a>" in text(client_of("department"), "/admin/")


def test_fields_of_the_admin_have_a_full_width_colon(world, client_of):
    page = text(client_of("department"), "/admin/branches/organisation/add/")
    assert ("名称：</label>" in page, "名称:" in page) == (True, False)


def test_empty_field_says_fill_in():
    campaign = Campaign(code="", name="x", starts_on=None)
    told = {str(one) for errors in refusals(campaign).values() for one in errors}
    assert told == {"请填写。"}


def refusals(row):
    with pytest.raises(ValidationError) as caught:
        row.full_clean()
    return caught.value.message_dict


def test_person_is_named_with_full_width_brackets():
    assert str(User(name="王永康", username="branch-139")) == "王永康（branch-139）"
