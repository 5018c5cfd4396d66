"""A roster that closes what was rated later is warned about, at the day's cell, as the page of a closing does (R30)."""

from datetime import date

import pytest

from ratings.choices import State, Tier
from tests.branches.workbooks.rows import BRANCHES, UNITS, at
from tests.workbooks import check, counts, write_book
from tests.world import close, rate

STAFF = ["0101", "文学院教工第一党支部", "01", "教工"]
UNIT = ["01", "文学院党委", "党委"]


@pytest.fixture
def closing(settings, tmp_path):
    """The plan of a roster that closes 0101 on a day."""
    settings.LANGUAGE_CODE = "en"

    def plan(day):
        sheets = {"基层党组织": [UNITS, UNIT], "党支部": [BRANCHES, at(STAFF, 撤销日期=day)]}
        return check("roster", write_book(tmp_path / "roster.xlsx", sheets))

    return plan


def said(plan):
    return [(one.sheet, one.cell, one.message) for one in plan.warnings]


def test_closing_before_rounds_that_rated_it_is_warned_about(world, closing):
    rate(world["0101"], world.baseline, Tier.ORDINARY)
    rate(world["0101"], world.later, Tier.GOOD, state=State.SUBMITTED)
    plan = closing("2012-04-01")
    assert counts(plan) == (0, 1, 1)
    assert said(plan) == [
        (
            "党支部",
            "H2",
            "轮次 2012-1 rated it although it is closed by then; its rating stays official. Check the day (R30).",
        ),
        ("党支部", "H2", "Its rating in 轮次 2012-2 is not decided yet and will no longer be (R30)."),
    ]


def test_closing_after_its_rounds_or_long_ago_is_not(world, closing):
    rate(world["0101"], world.baseline, Tier.ORDINARY)
    assert said(closing("2012-04-02")) == []
    close(world["0101"], date(2012, 3, 1))
    assert said(closing("2012-03-01")) == []
