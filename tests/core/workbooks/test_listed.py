"""Lists as workbooks: what they are stands above them and in the name of the file, and they print as they are."""

import io
from datetime import date, timedelta

import pytest
from django.utils import timezone
from django.utils.translation import override
from openpyxl import load_workbook

from core.shares import truncated
from core.workbooks.listed import About, ListPage, file_name
from core.workbooks.listed.page import HEADING_ROW, LOOKED_AT, MOST_WIDE
from core.workbooks.writing import write

DAY = date(2012, 11, 25)
ABOUT = About("花名册", "示范大学", DAY, [("活动", "扶弱培强"), ("截止", date(2012, 12, 31))], [("状态", "逾期")])
HEADINGS = ["编码", "名称", "占比", "日期"]
ROWS = [["0101", "文学院教工第一党支部", truncated(2999, 10000), DAY], ["0102", "=1+1", None, None]]
HOSTILE = ("=1+1", "+1", "-1", "@SUM(A1)", "_x0041_", '=HYPERLINK("x")')


def written(headings=HEADINGS, rows=ROWS, about=ABOUT):
    stream = io.BytesIO()
    with override("zh-hans"):
        write(stream, [ListPage(about, headings, rows)])
    return load_workbook(stream).active


def test_what_it_is_stands_above_its_headings():
    sheet, today = written(), timezone.localdate()
    assert [sheet.cell(row, 1).value for row in range(1, HEADING_ROW)] == [
        "花名册",
        "示范大学；活动：扶弱培强；截止：2012年12月31日；截至：2012年11月25日",
        f"状态：逾期；下载日期：{today.year}年{today.month}月{today.day}日",
    ]
    assert [cell.value for cell in sheet[HEADING_ROW]][: len(HEADINGS)] == HEADINGS
    assert [cell.value for cell in sheet[HEADING_ROW + 1]][:2] == ["0101", "文学院教工第一党支部"]
    assert sheet.freeze_panes == f"A{HEADING_ROW + 1}"


def test_share_is_a_number_that_shows_as_percent_and_what_is_hostile_stays_text():
    sheet = written()
    share = sheet.cell(HEADING_ROW + 1, 3)
    assert (share.value, share.number_format) == (0.299, "0.0%")
    found = [
        *(sheet.cell(HEADING_ROW + 2, 2), *written(rows=[[text] for text in HOSTILE])["A"][HEADING_ROW:]),
        *written(headings=HOSTILE, rows=[], about=About("=1+1", "=2+2"))[HEADING_ROW][: len(HOSTILE)],
        *written(about=About("=1+1", "=2+2"))["A"][:2],
    ]
    assert {cell.data_type for cell in found} == {"s"}
    assert found[0].value == "=1+1"


@pytest.mark.parametrize(
    ("heading", "values", "width"),
    [
        ("编码", ["0101"], 6),
        ("名称", ["文学院教工第一党支部"], 22),
        ("名称", ["文" * 100], MOST_WIDE),
        ("上次定级以来新成立的党支部", [1], 12),
        ("Still to submit", [1], 12),
        ("日期", [DAY], 12),
        ("事由", ["甲乙\n丙"], 6),
    ],
)
def test_columns_fit_what_stands_in_them(heading, values, width):
    assert written([heading], [[value] for value in values]).column_dimensions["A"].width == width


def test_row_is_as_high_as_its_longest_text_needs():
    sheet = written(["事由"], [["短"], ["文" * 100], ["甲\n乙\n丙"]])
    heights = [sheet.row_dimensions[HEADING_ROW + number].height for number in (1, 2, 3)]
    assert heights[0] is None
    assert heights[1] > heights[2] > 30


def test_heading_that_is_broken_has_room_and_stands_above_its_numbers():
    heading = "Lagging → Ordinary or higher, 50 %: Moved up, not counted"
    sheet = written(["Code", heading], [["01", 3], ["02", "—"]])
    width = sheet.column_dimensions["B"].width
    assert (width < len(heading) / 2, sheet.row_dimensions[HEADING_ROW].height) == (True, 4 + 12.5 * 4)
    aligned = [sheet.cell(row, 2).alignment.horizontal for row in range(HEADING_ROW, HEADING_ROW + 3)]
    assert (aligned, sheet.cell(HEADING_ROW, 1).alignment.horizontal) == (["right"] * 3, None)


def test_rows_are_read_once_and_all_of_them_written():
    read = []
    sheet = written(["数"], ([read.append(number) or number] for number in range(LOOKED_AT + 9)))
    assert [cell.value for cell in sheet["A"][HEADING_ROW:]] == read == list(range(LOOKED_AT + 9))


@pytest.mark.parametrize(("columns", "orientation"), [(3, "portrait"), (20, "landscape")])
def test_page_is_as_wide_as_its_paper_and_headings_stand_on_each(columns, orientation):
    sheet = written(["标题"] * columns, [["文学院党委"] * columns])
    setup = sheet.page_setup
    assert (int(setup.paperSize), setup.orientation, setup.fitToWidth, setup.fitToHeight) == (9, orientation, 1, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows == f"${HEADING_ROW}:${HEADING_ROW}"


@pytest.mark.parametrize(
    ("parts", "on", "name"),
    [
        (("花名册", "示范大学"), DAY, "花名册_示范大学_2012-11-25"),
        (("Flow", "", 'A / B: "C" <d>\r\n|?*\\e\u202e\x00'), DAY, "Flow_A B C d e_2012-11-25"),
        (("长" * 99,), DAY, "长" * 40 + "_2012-11-25"),
    ],
)
def test_file_is_named_in_words_that_every_system_takes(parts, on, name):
    assert file_name(*parts, on=on) == name


def test_day_ahead_is_called_a_forecast():
    ahead = timezone.localdate() + timedelta(days=9)
    with override("zh-hans"):
        assert file_name("表", on=ahead) == f"表_预测_{ahead.isoformat()}"
        assert About("表", "校", ahead).lines[0].startswith("校；预测日期：")
        assert file_name("表") == f"表_{timezone.localdate().isoformat()}"
