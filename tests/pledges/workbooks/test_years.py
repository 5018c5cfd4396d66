"""A due day in another year makes a unit's draft the plan for that year: once the place is free, and not in silence."""

from datetime import date

import pytest

from pledges import actions
from pledges.choices import PlanKind
from pledges.models import Plan
from tests.pledges.made import drafted
from tests.pledges.workbooks.written import a_measure, a_plan
from tests.workbooks import cells, counts

UNIT = PlanKind.UNIT
THIS_YEAR, NEXT_YEAR, AFTER_NEXT = "2012-12-31", "2013-12-31", "2014-12-31"
WHO = ("department", "unit-01")
MEASURES = [a_measure()]


@pytest.fixture
def this(rated):
    """The draft of 01 for 2012."""
    return drafted(rated["01"], rated.campaign, UNIT)


@pytest.fixture
def following(rated):
    """The draft of 01 for 2013."""
    return drafted(rated["01"], rated.campaign, UNIT, due_on=date(2013, 12, 31))


def row(plan, day):
    return a_plan("01", "单位计划", str(plan.pk), 完成时限=day)


def years():
    return list(Plan.objects.order_by("pk").values_list("year", flat=True))


@pytest.mark.parametrize("who", WHO)
def test_draft_moves_into_a_free_year_with_a_word(this, ledger, send, who):
    found = send(who, ledger(row(this, NEXT_YEAR)))
    told = [(one.cell, one.message) for one in found.warnings]
    assert told == [("G2", "按此完成时限，该计划为2013年度计划，不再作为2012年度计划。")]
    assert (found.errors, years()) == ([], [2013])


@pytest.mark.parametrize("who", WHO)
def test_draft_does_not_move_where_one_is_written(this, following, ledger, send, who):
    found = send(who, ledger(row(following, "2012-11-30")))
    assert [(one.cell, one.message) for one in found.errors] == [("G2", f"已有2012年的计划：{this.pk}。")]
    assert years() == [2012, 2013]


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize(
    ("days", "places"),
    [
        ((NEXT_YEAR, THIS_YEAR), [("计划", "G2"), ("计划", "G3")]),
        ((NEXT_YEAR, AFTER_NEXT), [("计划", "G2")]),
        ((AFTER_NEXT, "2014-11-30"), [("计划", "G2"), ("计划", "G3")]),
        ((AFTER_NEXT, NEXT_YEAR), []),
    ],
    ids=["they change places", "one follows the other", "both into one year", "one of them"],
)
def test_two_drafts_do_not_meet_in_a_year(this, following, ledger, send, who, days, places):
    before = years()
    found = send(who, ledger(row(this, days[0]), row(following, days[1])))
    assert cells(found) == places
    assert years() == (before if places else [2014, 2013])


@pytest.mark.parametrize("who", WHO)
def test_new_draft_takes_the_year_that_another_leaves(this, ledger, send, who):
    assert counts(send(who, ledger(row(this, NEXT_YEAR), a_plan("01", "单位计划"), 措施=MEASURES))) == (2, 1, 0)
    assert years() == [2013, 2012]


def test_year_that_is_held_is_named(rated, this, following, ledger, look):
    actions.submit(plan=this, by=None)
    actions.adopt(plan=this, by=None)
    found = look("unit-01", ledger(row(following, THIS_YEAR)))
    assert [(one.cell, one.message) for one in found.errors] == [("G2", f"已有2012年的计划：{this.pk}。")]
