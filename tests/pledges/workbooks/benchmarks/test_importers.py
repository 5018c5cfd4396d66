"""Units and branches bring whom they follow and in what, the department its ledger with the exceptions (R35)."""

from datetime import date

import pytest

from core.models import Event
from core.scope import scope_of
from pledges.choices import ExceptionState
from pledges.models import Benchmark, BenchmarkItem
from tests.pledges.workbooks.benchmarks.rows import a_benchmark, an_item, excepted
from tests.pledges.workbooks.written import taken_out
from tests.workbooks import bring_in, cells, counts, read_book

TODAY = date(2012, 6, 1)


def test_department_takes_over_a_ledger(rated, book, send):
    rows = (
        a_benchmark("0101", 开始日期="2012-05-01"),
        excepted("0102", number="+2"),
        excepted("0202", number="+3", 批准日期=None),
    )
    items = [an_item(时限="2012-12-31", 结果="已达到"), an_item(项目="得分"), an_item("+2")]
    assert counts(send("department", book(*rows, 对标项目=items), "benchmarks")) == (6, 0, 0)
    told = Benchmark.objects.order_by("pk").values_list(
        "follower__code", "state", "approved_on", "approved_by__username"
    )
    assert list(told) == [
        ("0101", ExceptionState.NONE, None, None),
        ("0102", ExceptionState.APPROVED, TODAY, "department"),
        ("0202", ExceptionState.ASKED, None, None),
    ]
    numbers = BenchmarkItem.objects.order_by("pk").values_list("number", "item", "result")
    assert list(numbers) == [(1, "组织生活", "已达到"), (2, "得分", ""), (1, "组织生活", "")]
    [detail] = Event.objects.filter(kind="import").values_list("detail", flat=True)
    assert (detail["verb"], detail["workbook"], detail["new"], detail["changed"]) == ("import", "benchmarks", 6, 0)


def test_day_of_approval_approves_what_was_asked(rated, book):
    bring_in("benchmarks", book(excepted(批准日期=None)))
    number = str(Benchmark.objects.get().pk)
    assert counts(bring_in("benchmarks", book(excepted(编号=number)))) == (0, 1, 0)
    assert Benchmark.objects.get().state == ExceptionState.APPROVED


@pytest.mark.parametrize("name", ["unit-01", "branch-0101"])
def test_follower_brings_whom_it_follows_and_in_what(rated, book, send, name):
    assert counts(send(name, book(a_benchmark(), 对标项目=[an_item()]), "benchmarks")) == (2, 0, 0)
    number = str(Benchmark.objects.get(chosen_by=rated.people[name]).pk)
    items = [an_item(number, 差距="少一次", 责任人="李明"), an_item(number, 项目="得分")]
    assert counts(send(name, book(对标项目=items), "benchmarks")) == (1, 1, 0)
    assert counts(send(name, book(对标项目=items[1:]), "benchmarks")) == (0, 0, 1)
    told = BenchmarkItem.objects.values_list("number", "item", "level", "gap", "person")
    assert list(told) == [(1, "组织生活", "每月两次", "少一次", "李明"), (2, "得分", "每月两次", "", "")]


@pytest.mark.parametrize(
    ("name", "row", "places"),
    [
        ("unit-02", a_benchmark(), ["B2"]),
        ("branch-0201", a_benchmark(followed="0201"), ["B2", "D2"]),
        ("unit-01", a_benchmark(followed="0201"), ["D2"]),
        ("unit-01", a_benchmark(followed="0102"), ["D2"]),
        ("unit-03", a_benchmark("03", "0201"), ["D2"]),
        ("unit-01", a_benchmark(开始日期="2012-05-31"), ["F2"]),
        ("unit-01", a_benchmark(结束日期="2012-06-01"), ["G2"]),
        ("unit-01", excepted(), ["D2", "H2", "I2"]),
    ],
    ids=["another unit", "the followed", "outside", "too low", "direct branch", "past", "a day long", "exception"],
)
def test_what_the_page_refuses_is_an_error_at_its_cell(rated, book, look, name, row, places):
    found = look(name, book(row), "benchmarks")
    assert (cells(found), found.warnings) == ([("对标", place) for place in places], [])


def test_exception_is_asked_for_on_the_page(rated, book, look):
    """What the reason says is the department's to bring: nobody is asked for it here."""
    [problem] = look("unit-01", book(a_benchmark(followed="0201")), "benchmarks").errors
    assert problem.message == "这一标杆须经组织部批准例外：请在该党支部的“选择标杆”页面申请。"


def test_second_one_of_the_own_unit_is_refused(rated, book, look):
    bring_in("benchmarks", book(a_benchmark("0101", "0102")))
    assert cells(look("unit-01", book(a_benchmark()), "benchmarks")) == [("对标", "D2")]


def test_benchmark_ends_on_its_page_and_then_stays_as_it_is(rated, book, look):
    bring_in("benchmarks", book(a_benchmark(开始日期="2012-05-01"), 对标项目=[an_item()]))
    number = str(Benchmark.objects.get().pk)
    row = a_benchmark(编号=number, 开始日期="2012-05-01", 结束日期="2012-06-01")
    assert cells(look("unit-01", book(row), "benchmarks")) == [("对标", "G2")]
    bring_in("benchmarks", book(row))
    items = book(对标项目=[an_item(number, 结果="达到")])
    found = {name: cells(look(name, items, "benchmarks")) for name in ("unit-01", "department")}
    assert found == {"unit-01": [("对标项目", "A2")], "department": []}


def test_followed_branch_reads_and_writes_nothing(rated, book, look):
    bring_in("benchmarks", book(excepted()))
    number = str(Benchmark.objects.get().pk)
    assert cells(look("branch-0201", book(对标项目=[an_item(number)]), "benchmarks")) == [("对标项目", "A2")]


@pytest.mark.parametrize(
    ("name", "codes"), [("department", ["0101", "0102"]), ("unit-01", ["0101", "0102"]), ("branch-0201", ["0102"])]
)
def test_what_one_takes_out_comes_back_unchanged(rated, book, look, tmp_path, name, codes):
    bring_in("benchmarks", book(a_benchmark(), excepted("0102", number="+2"), 对标项目=[an_item(), an_item("+2")]))
    file = taken_out(tmp_path / "out.xlsx", scope_of(rated.people[name]), "benchmarks")
    assert [row[1] for row in read_book(file)["对标"][1:]] == codes
    found = look(name, file, "benchmarks")
    assert (found.lines, found.errors, found.warnings) == ([], [], [])
