"""Whose tier is whose: the pages of closed branches, and of the units they belonged to (R12–R14, R34)."""

import re
from datetime import date
from html import unescape

from branches import actions as roster
from ratings.choices import Tier
from tests.world import close, move

UNIT, BRANCH = "/units/01/", "/branches/0101/"
AUTUMN = "?on=2012-12-01"


def text_of(response):
    """What the page says, without its tags."""
    return " ".join(unescape(re.sub("<[^>]+>", " ", response.content.decode())).split())


def test_merged_branch_tells_its_own_tier_and_that_of_its_successor_apart(rated, client_of):
    close(rated["0102"], date(2012, 9, 1), into=rated["0101"])
    client = client_of("unit-01")
    before, after = (client.get(f"/branches/0102/?on={day}") for day in ("2012-10-01", "2012-12-01"))
    for page in (before, after):
        assert "自身最近等次 后进 （截至2012年9月1日合并）" in text_of(page)
        assert page.context["next_step"] == ""
    told = "承接支部评定前按自身最近等次计（R12）： 后进 以2012年4月1日的评定为准 · 承接支部： 文学院教工第一党支部"
    assert told in text_of(before)
    told = "已晋位 按承接支部现等次计（R12）： 文学院教工第一党支部 先进 以2012年10月31日的评定为准"
    assert told in text_of(after)
    assert 'href="/branches/0101/?on=2012-12-01">文学院教工第一党支部</a>' in after.content.decode()


def test_open_branch_tells_its_own_tier_in_both_places(rated, client_of):
    page = text_of(client_of("unit-01").get(f"{BRANCH}{AUTUMN}"))
    assert "审定等次 先进" in page
    assert "已晋位 按自身等次计： 先进 以2012年10月31日的评定为准" in page


def test_branch_whose_successor_is_dissolved_says_so(rated, client_of):
    close(rated["0102"], date(2012, 9, 1), into=rated["0103"])
    assert "承接支部已撤销" not in text_of(client_of("unit-01").get("/branches/0102/?on=2012-09-30"))
    close(rated["0103"], date(2012, 10, 1))
    assert "不计入 承接支部已撤销（R13）" in text_of(client_of("unit-01").get(f"/branches/0102/{AUTUMN}"))
    close(rated["0101"], date(2012, 11, 15))
    assert "不计入 已撤销（R13）" in text_of(client_of("unit-01").get(f"{BRANCH}{AUTUMN}"))


def test_target_that_nobody_started_at_tells_once_who_left_it(rated, client_of):
    close(rated["0102"], date(2012, 9, 1))
    assert text_of(client_of("unit-01").get(f"{UNIT}{AUTUMN}")).count("已撤销，不计入（R13）") == 1


def test_unit_tells_the_last_tier_of_its_closed_branches_and_names_of_the_day(rated, client_of):
    close(rated["0102"], date(2012, 9, 1), into=rated["0101"])
    roster.rename(rated["0101"], name="教工党支部", on=date(2012, 12, 1), by=None)
    page = client_of("unit-01").get(f"{UNIT}?on=2012-11-30")
    [row] = page.context["closed"]
    assert (row.standing.tier, row.heir.name) == (Tier.LAGGING, "文学院教工第一党支部")
    assert 'href="/branches/0101/?on=2012-11-30">文学院教工第一党支部</a>' in page.content.decode()


def test_unit_tells_that_a_branch_which_moved_away_is_closed(rated, client_of):
    move(rated["0101"], rated["02"])
    close(rated["0101"], date(2012, 11, 15), into=rated["0201"])
    roster.rename(rated["02"], name="化工学院党总支", on=date(2012, 12, 2), by=None)
    told = "0101 文学院教工第一党支部 先进 现隶属化学学院党总支（R14） · 2012年11月15日撤并，此为自身最近等次"
    assert told in text_of(client_of("unit-01").get(f"{UNIT}{AUTUMN}"))
