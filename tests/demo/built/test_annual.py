"""The annual workbook of the demo, worked out anew by another program: every figure is what the pages show."""

import io
import json

import pytest
from django.core.management import call_command
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from tests.calculated import calculated

YEAR = 2012
TABLES = ["分类定级情况统计表", "晋位升级目标完成情况表", "等次变动表"]
LEDGERS = [
    "晋位升级台账", "公开承诺台账", "对标赶超表", "点评互评汇总表", "后进党支部整顿台账", "结对帮扶台账",
    "创新立项汇总表", "书记花名册",
]  # fmt: skip
FACTS = [f"明细-{kind}" for kind in ("党支部", "计划", "对标", "点评", "帮扶", "项目", "书记")]
SHEETS = ["封面", "填报说明", *TABLES, *LEDGERS, "两年对比表", *FACTS, "核对"]
SAME, OTHER = "一致", "不一致"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("annual")


@pytest.fixture(scope="module")
def written(demo, folder, django_db_blocker):
    """The workbook as the command writes it."""
    with django_db_blocker.unblock():
        path = folder / "annual.xlsx"
        call_command("annual_workbook", campaign=str(YEAR), year=YEAR, output=path, stdout=io.StringIO())
    return path


@pytest.fixture(scope="module")
def formulas(written):
    return load_workbook(written)


@pytest.fixture(scope="module")
def cached(written):
    return values(written)


@pytest.fixture(scope="module")
def found(written, folder):
    """The same as LibreOffice works it out."""
    return values(calculated(written, folder))


def values(path):
    """{title of a sheet: rows of values}."""
    book = CalamineWorkbook.from_path(path)
    return {title: book.get_sheet_by_name(title).to_python(skip_empty_area=False) for title in book.sheet_names}


def concluded(sheets):
    """{(table, figure): conclusion} of 核对."""
    return {(table, figure): word for table, figure, *_figures, word in sheets["核对"][1:]}


def test_sheets_stand_in_their_order(formulas):
    assert formulas.sheetnames == SHEETS


def test_values_in_the_file_are_what_libreoffice_works_out(formulas, cached, found):
    cells = [cell for sheet in formulas for row in sheet for cell in row if cell.data_type == "f"]
    assert len(cells) > 5_000
    both = [[book[cell.parent.title][cell.row - 1][cell.column - 1] for book in (cached, found)] for cell in cells]
    assert [one for one in both if one[0] != pytest.approx(one[1], abs=1e-9)] == []
    assert [cell.coordinate for cell, (value, _found) in zip(cells, both, strict=True) if value == ""] == []


def test_every_line_agrees(found):
    assert set(concluded(found).values()) == {SAME}


def test_no_cell_holds_an_error(found):
    texts = [value for rows in found.values() for row in rows for value in row if isinstance(value, str)]
    assert [text for text in texts if text.startswith(("#", "Err:"))] == []


def test_changed_tier_turns_exactly_the_lines_that_depend_on_it(written, folder):
    book = load_workbook(written)
    sheet = book["明细-党支部"]
    keys = {cell.value: cell.column for cell in sheet[1]}
    row = next(row for row in range(2, sheet.max_row) if sheet.cell(row, keys["期末等次"]).value == "较好")
    sheet.cell(row, keys["期末等次"]).value = "后进"
    unit, category = (sheet.cell(row, keys[key]).value for key in ("单位", "类别"))
    book.save(folder / "changed.xlsx")
    lines = concluded(values(calculated(folder / "changed.xlsx", folder)))
    tiers = ("较好", "后进")
    tables = [
        (TABLES[0], f"{who} · {group} · {tier} · 数")
        for who in (unit, "合计")
        for group in ("合计", category)
        for tier in tiers
    ]
    compared = [("两年对比表", f"其中：{tier}党支部 · {what}") for tier in tiers for what in ("本年", "增减")]
    assert sorted(key for key, word in lines.items() if word == OTHER) == sorted([*tables, *compared])


def test_lines_that_differ_turn_red(formulas):
    (rules,) = [rule for area in formulas["核对"].conditional_formatting for rule in [area.rules]]
    assert [rule.formula for rule in rules] == [[f'$F2="{OTHER}"']]


def test_totals_are_those_of_the_board(demo, cached, db):
    stream = io.StringIO()
    call_command("progress", campaign=str(YEAR), on=f"{YEAR}-12-31", json=True, stdout=stream)
    shown = json.loads(stream.getvalue())["university"]
    (total,) = [row for row in cached["晋位升级目标完成情况表"] if row[0] == "合计"]
    names = ("cohort", "needed", "risen", "share", "gap", "left_out")
    asked = [shown[code] for code in ("ordinary-1", "lagging-1", "ordinary-2", "lagging-2")]
    expected = [[one[name] for name in names] for one in asked]
    cells = [total[2 + 7 * n : 9 + 7 * n] for n in range(4)]
    found = [[*group[:3], f"{group[3]:.1%}".removesuffix("%"), group[4], group[6]] for group in cells]
    assert sorted(found) == sorted(expected)


def test_facts_are_those_of_the_exported_ratings(demo, cached, folder, db):
    path = folder / "ratings.xlsx"
    call_command("export_sheet", "ratings", output=path, round="2012-1", stdout=io.StringIO())
    exported = {row[1]: row[4] for row in values(path)["分类定级"][1:]}
    facts = {row[0]: row[5] for row in cached["明细-党支部"][1:]}
    assert facts == {code: tier for code, tier in exported.items() if code in facts}
