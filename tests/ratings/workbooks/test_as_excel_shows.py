"""Campaigns and ratings as Excel shows them: nothing comes in as another number or is left out in silence."""

from datetime import date, datetime

import pytest
from openpyxl import load_workbook

from core.workbooks.tables import Problem
from ratings.models import Rating, Target
from tests.workbooks import bring_in, cells, check, counts, write_book

HEADINGS = ["轮次编码", "组织编码", "组织名称", "得分", "等次", "备注"]
STAFF = ["2012-1", "0101", "文学院教工第一党支部", 68.5, "一般"]
STUDENTS = ["2012-1", "0102", "文学院学生第一党支部", None, "先进"]
CAMPAIGN = {
    "活动": [["编码", "名称", "开始日期", "直属党支部计入"], ["2012", "晋位升级", "2012-03-01", "否"]],
    "轮次": [["编码", "名称", "基准日"], ["R1", "基线", "2012-04-01"], ["R2", "第二轮", "2012-10-31"]],
    "目标": [["编码", "起始等次", "达到等次", "比例", "截止日期"], ["lagging-1", "后进", "一般", 1, "2012-12-31"]],
}


@pytest.fixture(autouse=True)
def english(settings):
    settings.LANGUAGE_CODE = "en"


@pytest.fixture
def file(tmp_path):
    return tmp_path / "book.xlsx"


def formatted(path, sheet, place, code, **facts):
    """The workbook at `path` with the format `code` at a `place`."""
    book = load_workbook(path)
    cell = book[sheet][place]
    cell.number_format = code
    if "value" in facts:
        cell.value = facts["value"]
    book.save(path)
    return path


def ledger(file, *rows):
    return write_book(file, {"分类定级": [HEADINGS, *rows]})


@pytest.mark.django_db
def test_target_that_shows_100_percent_is_100(file):
    assert counts(bring_in("campaign", formatted(write_book(file, CAMPAIGN), "目标", "D2", "0%"))) == (4, 0, 0)
    assert Target.objects.get().percent == 100


def test_score_that_shows_percent_is_refused(world, file):
    path = formatted(ledger(file, STAFF), "分类定级", "D2", "0.0%", value=0.855)
    assert check("ratings", path).errors == [
        Problem("分类定级", "D2", "“85.5%” is not a number. Did you mean 85.5?"),
    ]  # fmt: skip


def test_score_is_the_one_that_shows(world, file):
    bring_in("ratings", formatted(ledger(file, STAFF), "分类定级", "D2", "0.00", value=68.456666666667))
    assert str(Rating.objects.get().score) == "68.4600"


def test_zeros_of_a_code_may_stand_in_its_format(world, file):
    path = ledger(file, [*STAFF[:1], 101, *STAFF[2:]])
    assert cells(check("ratings", path)) == [("分类定级", "B2")]
    assert counts(bring_in("ratings", formatted(path, "分类定级", "B2", "0000"))) == (1, 0, 0)


def test_formulas_without_results_are_objected_to(world, file):
    path = ledger(file, [*STAFF[:3], "=AVERAGE(80,82)", "一般", '="会议"&"决定"'])
    assert cells(check("ratings", path)) == [("分类定级", "D2"), ("分类定级", "F2")]


def test_day_with_a_time_of_day_is_objected_to(db, file):
    moment = datetime.combine(date(2012, 4, 1), datetime.fromisoformat("2012-04-01T08:30:15").time())
    rounds = [*CAMPAIGN["轮次"][:1], ["R1", "基线", moment]]
    plan = check("campaign", write_book(file, CAMPAIGN | {"轮次": rounds}))
    sentence = "“2012-04-01 08:30:15” is not a date. Did you mean 2012-04-01?"
    assert plan.errors[0] == Problem("轮次", "C2", sentence)


def test_errors_come_in_the_order_of_the_rows(world, file):
    wrong = [["2012-1", "0999", "没有", None, "先进"], [*STUDENTS[:3], "x", "优秀"], ["2012-9", *STAFF[1:]]]
    assert cells(check("ratings", ledger(file, *wrong))) == [
        ("分类定级", "B2"), ("分类定级", "D3"), ("分类定级", "E3"), ("分类定级", "A4"),
    ]  # fmt: skip


def test_hidden_rows_come_in_and_are_marked(world, file):
    book = load_workbook(ledger(file, STAFF, STUDENTS))
    book.active.row_dimensions[3].hidden = True
    book.save(file)
    plan = check("ratings", file)
    assert [(line.row, line.hidden) for line in plan.lines] == [(2, False), (3, True)]
    assert plan.warnings == [Problem("分类定级", None, "Hidden rows are read too: 3.")]
