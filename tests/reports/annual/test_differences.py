"""What differs between two editions, and by which act."""

import io
from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from core.workbooks.writing import SheetPage, write
from ratings import actions as rating_actions
from ratings.choices import Tier
from ratings.models import Rating
from reports import actions
from reports.models import AnnualEdition
from reports.queries.annual.compared import kept, told
from reports.rules.differences import FactDifference, differing
from tests.pledges.made import on
from tests.reports.access import freeze
from tests.reports.annual.made import PAGE, accept_all, asked
from tests.world import rate

HEADS = ("编码", "名称", "等次")
ONE, TWO, THREE = ("0101", "一支部", "较好"), ("0102", "二支部", "一般"), ("0103", "三支部", "后进")


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ([ONE, TWO], [ONE, TWO], []),
        ([ONE, TWO], [TWO, ONE], []),
        ([ONE], [("0101", "一支部", "先进")], [FactDifference("明细", "0101", "一支部", "等次", "较好", "先进")]),
        ([ONE], [("0101", "一支部", None)], [FactDifference("明细", "0101", "一支部", "等次", "较好", "")]),
        ([ONE], [ONE, THREE], [FactDifference("明细", "0103", "三支部", "", None, "三支部")]),
        ([ONE, TWO], [ONE], [FactDifference("明细", "0102", "二支部", "", "二支部", None)]),
        ([ONE, ONE], [ONE], [FactDifference("明细", "0101", "一支部", "", "一支部", None)]),
        ([("1", "甲", 3)], [("1", "甲", 4)], [FactDifference("明细", "1", "甲", "等次", "3", "4")]),
    ],
)
def test_rows_are_told_apart_by_their_first_column(before, after, found):
    assert differing({"明细": (HEADS, before)}, {"明细": (HEADS, after)}) == found


def test_sheets_and_columns_that_came_or_went_differ():
    old, new = {"明细甲": (HEADS, [ONE])}, {"明细乙": (("编码", "名称"), [("0101", "一支部")])}
    assert [(one.sheet, one.before, one.after) for one in differing(old, new)] == [
        ("明细乙", None, "一支部"),
        ("明细甲", "一支部", None),
    ]
    wide = {"明细甲": ((*HEADS, "备注"), [(*ONE, "新")])}
    assert differing(old, wide) == [FactDifference("明细甲", "0101", "一支部", "备注", "", "新")]


def book(*rows, heads=HEADS, title="明细-党支部"):
    stream = io.BytesIO()
    write(stream, [SheetPage("表1", HEADS, [TWO]), SheetPage(title, heads, rows)])
    stream.seek(0)
    return stream


def test_difference_is_told_with_the_act_that_made_it(rated):
    since = timezone.now()
    with on(date(2012, 11, 25)):
        rows = Rating.objects.filter(organisation__code="0101", round=rated.later)
        rating_actions.reopen(rows=rows, reason="材料不实", by=rated.people["department"])
        [found] = told(book(ONE, TWO), book(("0101", "一支部", "一般"), TWO), since)
    assert (found.difference.before, found.difference.after) == ("较好", "一般")
    [act] = [one for one in found.acts if one.model == "ratings.rating"]
    assert act.told.startswith("评定 · 已退回，department，2012年11月25日")
    assert act.told.endswith("：材料不实")
    assert kept([found.stored]) == [found]


def test_act_on_whom_a_row_names_is_told(rated):
    """The first column is a number, and no code although there is such an organisation."""
    since = timezone.now()
    heads = ("编号", "党支部编码", "党支部", "有效")
    with on(date(2012, 11, 25)):
        rows = Rating.objects.filter(organisation__code="0101", round=rated.later)
        rating_actions.reopen(rows=rows, reason="材料不实", by=rated.people["department"])
    before, after = (book((1, "0101", "一支部", word), heads=heads, title="明细-对标") for word in ("是", "否"))
    [found] = told(before, after, since)
    assert "ratings.rating" in {act.model for act in found.acts}
    assert found.difference.key == "1"


@pytest.mark.parametrize(("title", "is_told"), [("明细-项目", False), ("明细-党支部", True)])
def test_act_that_cannot_have_made_it_is_not_told(rated, title, is_told):
    """A rating that is reopened changes the tier of its branch and no project."""
    since = timezone.now()
    with on(date(2012, 11, 25)):
        rows = Rating.objects.filter(organisation__code="0101", round=rated.later)
        rating_actions.reopen(rows=rows, reason="材料不实", by=rated.people["department"])
    before, after = (book((1, "0101", word), title=title) for word in ("甲", "乙"))
    [found] = told(before, after, since)
    assert ("ratings.rating" in {act.model for act in found.acts}) == is_told


def test_what_was_written_before_made_nothing(rated):
    later = datetime(2100, 1, 1, tzinfo=UTC)  # the cast itself was made by the real clock
    [found] = told(book(ONE), book(("0101", "一支部", "一般")), later)
    assert found.acts == []


def test_edition_tells_what_it_changed(rated, client_of):
    since = timezone.now() - timedelta(days=1)
    changes = [one.stored for one in told(book(ONE), book(("0101", "一支部", "一般")), since)]
    edition = freeze(rated, number=2, year=2012, changes=changes)
    page = client_of("viewer").get(edition.get_absolute_url()).content.decode()
    assert all(text in page for text in ("一支部", "较好", "一般", "更正"))
    assert AnnualEdition.objects.get().changes == changes


def test_edition_compared_with_today_says_that_nothing_differs(ready, client_of):
    edition = actions.freeze(query=asked(ready), number=1, by=ready.people["department"])
    page = client_of("department").get(f"{PAGE}editions/{edition.pk}/today/")
    assert "没有差异" in page.content.decode()


def test_correction_names_what_it_changes_and_by_which_act(ready):
    """R4: a rating is reopened and approved otherwise; the next edition says so of each fact."""
    by, query = ready.people["department"], asked(ready)
    actions.freeze(query=query, number=1, by=by)
    with on(date(2012, 11, 25)):
        rate(ready["0101"], ready.later, Tier.GOOD)
        accept_all(query, by=ready.people["department-2"])
        edition = actions.freeze(query=query, number=2, why="文学院教工第一党支部等次有误", by=by)
    changes = {(one.difference.name, one.difference.heading): one for one in kept(edition.changes)}
    tier = changes["文学院教工第一党支部", "期末等次"]
    assert (tier.difference.before, tier.difference.after) == ("先进", "较好")
    assert "ratings.rating" in {act.model for act in tier.acts}
    assert {name for name, _heading in changes} == {"文学院教工第一党支部"}
