"""What Excel shows is what is meant: cells, rows and ranges as the child process hands them over."""

import datetime

import pytest
from openpyxl import Workbook

from core.workbooks.reading import WorkbookRefused
from tests.workbooks import raw, write_book, write_raw

ERROR, UNSAVED = {"error": True}, {"unsaved": True}
TEXT = '<c r="{}" t="inlineStr"><is><t>{}</t></is></c>'
CALCULATED_LATER = (
    '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    '<sheets><sheet name="表" sheetId="1" r:id="rId1"/></sheets><calcPr fullCalcOnLoad="1"/></workbook>'
)


@pytest.fixture(autouse=True)
def english(settings):
    settings.LANGUAGE_CODE = "en"


@pytest.fixture
def file(tmp_path):
    return tmp_path / "book.xlsx"


def read(file):
    return raw(file, ["表"]).sheets["表"]


def formatted(file, *cells):
    """A workbook whose one row holds `cells`: (value, number format)."""
    book = Workbook()
    book.active.title = "表"
    for column, (value, code) in enumerate(cells, 1):
        cell = book.active.cell(1, column, value)
        cell.number_format = code
    book.save(file)
    return file


def test_number_arrives_with_what_its_format_shows(file):
    formatted(file, (7, "000"), (1, "0%"), (85.5, "0.0"), (12, "0"), (5, ";;;"), (1, "General"))
    assert read(file) == [
        [1, [{"shown": "007", "number": 7}, {"shown": "100%", "number": 1}, 85.5, 12, "", 1]],
    ]  # fmt: skip


def test_text_arrives_with_what_its_format_adds(file):
    formatted(file, ("甲", '@"党支部"'), ("乙", "@"))
    assert read(file) == [[1, ["甲党支部", "乙"]]]


def test_day_with_a_time_of_day_keeps_it(file):
    formatted(file, (datetime.datetime.fromisoformat("2012-03-31 23:59:58"), "yyyy-mm-dd"))
    assert read(file) == [[1, [{"moment": "2012-03-31 23:59:58"}]]]


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="A1" t="e"><v>#REF!</v></c>',
        '<c r="A1" t="e"><f>B1</f><v>#N/A</v></c>',
        '<c r="A1" t="str"><f>B1</f><v>#VALUE!</v></c>',
        TEXT.format("A1", "#N/A"),
        TEXT.format("A1", " #n/a "),
        TEXT.format("A1", "＃DIV/0!"),
    ],
    ids=["cell", "formula", "text of a formula", "typed", "typed small", "full width"],
)
def test_error_is_one_however_it_is_written(file, cell):
    write_raw(file, f'<row r="1">{cell}</row>')
    assert read(file) == [[1, [ERROR]]]


def test_text_that_only_begins_like_an_error_is_text(file):
    write_raw(file, f'<row r="1">{TEXT.format("A1", "#1 党支部")}</row>')
    assert read(file) == [[1, ["#1 党支部"]]]


@pytest.mark.parametrize(
    "cell",
    ["<f>1+1</f>", "<f>1+1</f><v/>", "<f>1+1</f><v></v>", '<f t="shared" si="0"/>'],
    ids=["without", "empty", "nothing in it", "shared"],
)
def test_formula_without_its_result_is_seen(file, cell):
    write_raw(file, f'<row r="1"><c r="A1">{cell}</c></row>')
    assert read(file) == [[1, [UNSAVED]]]


def test_zero_is_no_result_where_the_calculating_was_left_to_excel(file):
    cells = '<row r="1"><c r="A1"><f>40+1</f><v>0</v></c><c r="B1"><f>1+1</f><v>2</v></c><c r="C1"><v>0</v></c></row>'
    write_raw(file, cells, extra={"xl/workbook.xml": CALCULATED_LATER})
    assert read(file) == [[1, [UNSAVED, 2, 0]]]


def test_row_of_formulas_that_show_nothing_is_empty(file):
    nothing = '<c r="{}" t="str"><f>IF(Z1="","",Z1)</f><v></v></c>'
    rows = [f'<row r="{n}">{nothing.format(f"A{n}")}{nothing.format(f"B{n}")}</row>' for n in (2, 3)]
    write_raw(file, f'<row r="1">{TEXT.format("A1", "编码")}</row>{"".join(rows)}')
    assert read(file) == [[1, ["编码"]]]


def test_hidden_rows_are_read_and_named(file):
    write_raw(file, f'<row r="1">{TEXT.format("A1", "a")}</row><row r="2" hidden="1">{TEXT.format("A2", "b")}</row>')
    book = raw(file, ["表"])
    assert (book.sheets["表"], book.hidden) == ([[1, ["a"]], [2, ["b"]]], {"表": [2]})


def test_merged_ranges_are_named(file):
    book = Workbook()
    book.active.title = "表"
    book.active["A1"] = "a"
    book.active.merge_cells("A1:B3")
    book.save(file)
    assert raw(file, ["表"]).merged == {"表": ["A1:B3"]}


FAR_AND_BLANK = {
    "formatted in the last row": '<row r="1048576"><c r="A1048576" s="0"/></row>',
    "blank in the last row": f'<row r="1048576">{TEXT.format("A1048576", " ")}</row>',
    "blank far down": f'<row r="60000">{TEXT.format("C60000", "&#160;")}</row>',
}


@pytest.mark.parametrize("far", FAR_AND_BLANK.values(), ids=FAR_AND_BLANK)
def test_blank_far_away_costs_nothing(file, far):
    write_raw(file, f'<row r="1">{TEXT.format("A1", "编码")}<c r="XFD1" s="0"/></row>{far}')
    assert read(file) == [[1, ["编码"]]]


def test_far_cell_is_named_as_the_one_it_is(file):
    """Not by the last row and the last column of different cells."""
    write_raw(file, f'<row r="1">{TEXT.format("CU1", "x")}</row><row r="60000">{TEXT.format("C60000", "x")}</row>')
    with pytest.raises(WorkbookRefused) as caught:
        read(file)
    assert (caught.value.sheet, caught.value.cell) == ("表", "C60000")


def test_phonetic_help_is_no_part_of_a_text(file):
    cell = '<c r="A1" t="inlineStr"><is><r><t>张</t></r><rPh sb="0" eb="1"><t>zhāng</t></rPh><r><t>三</t></r></is></c>'
    write_raw(file, f'<row r="1">{cell}</row>')
    assert read(file) == [[1, ["张三"]]]


def test_days_counted_from_1904_are_the_same_days(file):
    book = Workbook()
    book.epoch = datetime.datetime.fromisoformat("1904-01-01")
    book.active.title = "表"
    book.active.append([datetime.date(2012, 3, 31)])
    book.save(file)
    assert read(file) == [[1, [{"date": "2012-03-31"}]]]


def test_whole_table_costs_no_more_when_it_is_large(file):
    write_book(file, {"表": [[f"{row}-{column}" for column in range(20)] for row in range(3_000)]})
    assert len(read(file)) == 3_000
