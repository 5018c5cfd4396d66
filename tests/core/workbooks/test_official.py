"""Official forms, read back as another program sees them."""

import datetime
import io
from decimal import Decimal

import pytest
from django.utils.translation import override
from hypothesis import example, given
from hypothesis import strategies as st
from openpyxl import load_workbook

from core.workbooks.official import Filing, FormColumn, FormGroup, FormPage, OfficialForm
from core.workbooks.official.page import _ends
from core.workbooks.writing import write

FILING = Filing("文学院党委", "张三", datetime.date(2012, 12, 31), "2012年活动")
UNIT, NAME = FormColumn("单位", 16), FormColumn("党支部", 20)
TEXT, DUE = FormColumn("措施", 30, left=True), FormColumn("时限")
DONE, RATE = FormColumn("已完成", 6, summed=True), FormColumn("满意率", 6)
FORM = OfficialForm(
    "公开承诺/台账",
    (
        FormGroup("基本情况", (UNIT, NAME)),
        FormGroup("承诺", (TEXT, FormGroup("进展", (DUE, DONE)))),
        RATE,
    ),
    fixed=2,
)
DAY = datetime.date(2012, 6, 30)
READ_DAY = datetime.datetime.combine(DAY, datetime.time())
ROWS = [
    ["01党委", "=1+1", "长" * 300, DAY, 2, Decimal("83.3")],
    ["01党委", "#N/A", "+1\n\x0b_x0041_", None, 3, None],
    ["01党委", "", "@x", DAY, None, Decimal("80.0")],
]


def sheet(rows=ROWS, form=FORM):
    stream = io.BytesIO()
    with override("zh-hans"):
        write(stream, [FormPage(form, FILING, rows, len(rows))])
    return load_workbook(stream).active


@pytest.fixture(scope="module")
def filled():
    return sheet()


def values(page, row):
    return [cell.value for cell in page[row]]


def test_title_and_who_reports_stand_above(filled):
    assert filled.title == "公开承诺 台账"
    assert values(filled, 1)[0] == "公开承诺/台账"
    assert [value for value in values(filled, 2) if value] == [
        "填报单位（盖章）：文学院党委",
        "填报人：张三",
        "电话：",
        "填报时间：2012年12月31日",
    ]


def test_headings_stand_in_levels_each_over_its_columns(filled):
    assert [values(filled, row) for row in (3, 4, 5)] == [
        ["序号", "基本情况", None, "承诺", None, None, "满意率"],
        [None, "单位", "党支部", "措施", "进展", None, None],
        [None, None, None, None, "时限", "已完成", None],
    ]
    headings = {str(one) for one in filled.merged_cells.ranges if 3 <= one.min_row <= 5}
    assert headings == {"A3:A5", "B3:C3", "B4:B5", "C4:C5", "D3:F3", "D4:D5", "E4:F4", "G3:G5"}


def test_rows_are_numbered_and_nothing_is_merged_among_them(filled):
    assert [values(filled, row) for row in (6, 7, 8)] == [
        [1, "01党委", "=1+1", "长" * 300, READ_DAY, 2, 83.3],
        [2, "01党委", "#N/A", "+1\n_x005F_x0041_", "—", 3, "—"],
        [3, "01党委", "—", "@x", READ_DAY, "—", 80],
    ]
    assert [str(one) for one in filled.merged_cells.ranges if 6 <= one.min_row <= 9] == []


def test_total_is_a_number_that_shows_without_calculating(filled):
    assert values(filled, 9) == ["合计", None, None, None, None, 5, None]
    assert filled["F9"].data_type == "n"


def test_signatures_and_note_stand_below(filled):
    assert [value for value in values(filled, 10) if value] == ["单位负责人（签字）：", "审核人：", "填表人："]
    assert values(filled, 11)[0] == "说明：2012年活动"


def test_texts_stay_texts_and_numbers_keep_their_places(filled):
    assert {filled[f"C{row}"].data_type for row in (6, 7)} == {"s"}
    formats = {at: filled[at].number_format for at in ("C6", "D6", "E6", "F6", "G6", "G8")}
    day = 'yyyy"年"m"月"d"日"'
    assert formats == {"C6": "@", "D6": "General", "E6": day, "F6": "General", "G6": "0.0", "G8": "0.0"}


def test_cells_look_like_an_official_form(filled):
    looks = {at: (filled[at].font.name, filled[at].font.sz, filled[at].font.b) for at in ("A1", "B3", "B6")}
    assert looks == {"A1": ("宋体", 18, True), "B3": ("仿宋_GB2312", 11, True), "B6": ("宋体", 10, False)}
    aligned = {
        at: (filled[at].alignment.horizontal, filled[at].alignment.wrap_text) for at in ("B3", "C6", "D6", "A10")
    }
    assert aligned == {"B3": ("center", True), "C6": ("center", True), "D6": ("left", True), "A10": ("left", True)}
    sides = {filled[at].border.left.style for at in ("A3", "B3", "F5", "A6", "D7", "G9")}
    assert (sides, filled["A1"].border.left.style) == ({"thin"}, None)
    assert {letter: filled.column_dimensions[letter].width for letter in "ABD"} == {"A": 5, "B": 16, "D": 30}


def test_paper_is_a4_landscape_as_wide_as_the_page_with_headings_on_each(filled):
    setup = filled.page_setup
    assert (setup.orientation, int(setup.paperSize), setup.fitToWidth, setup.fitToHeight) == ("landscape", 9, 1, 0)
    assert filled.sheet_properties.pageSetUpPr.fitToPage is True
    assert (filled.print_title_rows, filled.freeze_panes) == ("$1:$5", "D6")
    assert filled.oddFooter.right.text == "第&P页 共&N页"


def test_form_without_rows_has_its_headings_and_an_empty_total():
    empty = sheet([])
    assert [values(empty, row)[0] for row in (3, 6, 7)] == ["序号", "合计", "单位负责人（签字）："]
    assert empty["F6"].value == 0


def test_row_of_another_length_is_refused():
    with pytest.raises(ValueError, match="zip"):
        sheet([["01党委"]])


@example(widths=[1, 1, 1, 3], parts=4)
@given(widths=st.lists(st.integers(1, 60), min_size=4, max_size=30), parts=st.integers(1, 4))
def test_parts_of_a_line_are_never_empty(widths, parts):
    ends = _ends(widths, parts)
    assert (len(ends), ends[-1]) == (parts, len(widths))
    assert all(first < second for first, second in zip([0, *ends], ends, strict=False))
