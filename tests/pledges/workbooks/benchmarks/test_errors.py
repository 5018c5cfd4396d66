"""Each objection at its cell; nothing is written while there is one."""

from datetime import date

import pytest

from core.workbooks.kinds import kind_of, plan_import
from core.workflow.lifecycle import TooLate
from pledges.models import Benchmark, BenchmarkItem
from tests.pledges.made import on
from tests.pledges.workbooks.benchmarks.rows import a_benchmark, an_item, excepted
from tests.workbooks import bring_in, cells, counts
from tests.world import close

NEW = [
    ("number unreadable", [a_benchmark(编号="1a")], [], ("对标", "A2")),
    ("number missing", [a_benchmark(编号=None)], [], ("对标", "A2")),
    ("number of nothing", [a_benchmark(编号="4711")], [], ("对标", "A2")),
    ("number twice", [a_benchmark(), a_benchmark("0102")], [], ("对标", "A3")),
    ("follower unknown", [a_benchmark("0999")], [], ("对标", "B2")),
    ("follower is no branch", [a_benchmark("01")], [], ("对标", "B2")),
    ("zeros lost", [a_benchmark(组织编码=101)], [], ("对标", "B2")),
    ("name of another", [a_benchmark(组织名称="文学院离退休党支部")], [], ("对标", "C2")),
    ("followed unknown", [a_benchmark(followed="0999")], [], ("对标", "D2")),
    ("followed is no branch", [a_benchmark(followed="02")], [], ("对标", "D2")),
    ("followed is the follower", [a_benchmark(followed="0101")], [], ("对标", "D2")),
    ("name of another followed", [a_benchmark(标杆名称="没有")], [], ("对标", "E2")),
    ("start missing", [a_benchmark(开始日期=None)], [], ("对标", "F2")),
    ("start no date", [a_benchmark(开始日期="六月")], [], ("对标", "F2")),
    ("end before the start", [a_benchmark(结束日期="2012-05-31")], [], ("对标", "G2")),
    ("reason too long", [excepted(例外事由="长" * 301)], [], ("对标", "H2")),
    ("approved without a reason", [excepted(例外事由=None)], [], ("对标", "H2")),
    ("approval not plausible", [excepted(批准日期="1912-06-01")], [], ("对标", "I2")),
    ("approval ahead", [excepted(批准日期="2012-06-02")], [], ("对标", "I2")),
    ("start ahead", [a_benchmark(开始日期="2012-06-02")], [], ("对标", "F2")),
    ("followed twice without an end", [a_benchmark(), a_benchmark(number="+2", 结束日期=None)], [], ("对标", "D2")),
    ("item of nothing", [a_benchmark()], [an_item("+2")], ("对标项目", "A2")),
    ("item without a name", [a_benchmark()], [an_item(项目=None)], ("对标项目", "B2")),
    ("item twice", [a_benchmark()], [an_item(), an_item(差距="大")], ("对标项目", "B3")),
    ("level too long", [a_benchmark()], [an_item(标杆水平="长" * 201)], ("对标项目", "C2")),
    ("measure too long", [a_benchmark()], [an_item(措施="长" * 2001)], ("对标项目", "F2")),
    ("person too long", [a_benchmark()], [an_item(责任人="长" * 61)], ("对标项目", "G2")),
    ("due day no date", [a_benchmark()], [an_item(时限="年底")], ("对标项目", "H2")),
    ("due before the start", [a_benchmark()], [an_item(时限="2012-01-01")], ("对标项目", "H2")),
    ("too many items", [a_benchmark()], [an_item(项目=f"项目{at}") for at in range(31)], ("对标", "A2")),
]


@pytest.mark.parametrize(("rows", "items", "place"), [case[1:] for case in NEW], ids=[case[0] for case in NEW])
def test_bad_row_is_named_by_its_cell(rated, book, rows, items, place):
    assert cells(bring_in("benchmarks", book(*rows, 对标项目=items)))[0] == place
    assert (Benchmark.objects.count(), BenchmarkItem.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("row", "place"), [(a_benchmark("0102"), "B2"), (a_benchmark(followed="0201"), "D2")], ids=["follower", "followed"]
)
def test_stored_benchmark_stays_one_of_its_branches(rated, book, row, place):
    bring_in("benchmarks", book(a_benchmark()))
    number = str(Benchmark.objects.get().pk)
    assert cells(bring_in("benchmarks", book({**row, "编号": number}))) == [("对标", place)]


def test_closed_branch_is_followed_no_more(rated, book):
    close(rated["0103"], date(2012, 5, 31))
    ended = a_benchmark(number="+2", 开始日期="2012-05-01", 结束日期="2012-05-31")
    assert cells(bring_in("benchmarks", book(a_benchmark(), ended))) == [("对标", "D2")]


@pytest.mark.parametrize(
    ("rows", "place"),
    [
        ([a_benchmark(followed="0201")], "D2"),
        ([a_benchmark(followed="0102")], "D2"),
        ([excepted(followed="0202")], "D2"),
        ([a_benchmark(结束日期="2012-06-01")], "G2"),
        ([a_benchmark(开始日期="2012-05-01", 结束日期="2012-06-30"), a_benchmark(number="+2")], "D2"),
    ],
    ids=["another unit", "too low", "too low elsewhere", "a day long", "twice"],
)
def test_department_is_only_warned_of_what_pages_refuse(rated, book, rows, place):
    plan = bring_in("benchmarks", book(*rows))
    assert ([(one.sheet, one.cell) for one in plan.warnings][:1], plan.errors) == ([("对标", place)], [])
    assert Benchmark.objects.count() == len(rows)


def test_one_inside_and_one_outside_are_no_overlap(rated, book):
    plan = bring_in("benchmarks", book(a_benchmark(), excepted(number="+2")))
    assert (plan.errors, plan.warnings) == ([], [])


def test_whoever_was_faster_is_not_overwritten(rated, book):
    bring_in("benchmarks", book(a_benchmark(), 对标项目=[an_item()]))
    number = str(Benchmark.objects.get().pk)
    kind = kind_of("benchmarks")
    work = plan_import(kind, kind.read(book(对标项目=[an_item(number, 结果="达到")]))).work
    BenchmarkItem.objects.update(result="别人写的")
    with pytest.raises(TooLate):
        kind.apply(work, by=None, reason="import: benchmarks.xlsx")
    assert counts(bring_in("benchmarks", book(对标项目=[an_item(number, 结果="达到")]))) == (0, 1, 0)


def test_item_written_at_the_same_moment_is_told(rated, book):
    """The items are looked at again when their benchmark is locked."""
    bring_in("benchmarks", book(a_benchmark()))
    benchmark, kind = Benchmark.objects.get(), kind_of("benchmarks")
    work = plan_import(kind, kind.read(book(对标项目=[an_item(str(benchmark.pk))]))).work
    BenchmarkItem.objects.create(benchmark=benchmark, number=1, item="党员发展")
    with pytest.raises(TooLate):
        kind.apply(work, by=None, reason="import: benchmarks.xlsx")
    assert list(benchmark.items.values_list("item", flat=True)) == ["党员发展"]


def test_branch_closed_at_the_same_moment_is_not_followed(rated, book):
    kind = kind_of("benchmarks")
    work = plan_import(kind, kind.read(book(a_benchmark()))).work
    with on(date(2012, 6, 2)):
        close(rated["0103"], date(2012, 6, 1))
        with pytest.raises(TooLate):
            kind.apply(work, by=None, reason="import: benchmarks.xlsx")
    assert Benchmark.objects.count() == 0
