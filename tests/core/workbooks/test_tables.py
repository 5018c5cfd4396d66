"""From sheets to rows: headings found and named, every sentence at its cell."""

import datetime

import pytest
from openpyxl import load_workbook

from core.workbooks import values
from core.workbooks.columns import Column, Sheet
from core.workbooks.reading import WorkbookRefused
from tests.workbooks import tables_at, write_book, write_raw

SHEET = Sheet(
    "名册",
    "Roster",
    (
        Column("code", "编码", "Code", values.CODE, required=True),
        Column("name", "名称", "Name", required=True),
        Column("founded_on", "成立日期", "Founded on", values.DATE),
    ),
)
OTHER = Sheet("目标", "Targets", (Column("code", "编码", "Code", required=True),), optional=True)


@pytest.fixture(autouse=True)
def english(settings):
    settings.LANGUAGE_CODE = "en"


def tables_of(path, sheets=(SHEET,)):
    tables, problems = tables_at(path, sheets)
    rows = {title: [(row.number, row.values) for row in table.rows] for title, table in tables.items()}
    return rows, [(one.sheet, one.cell, one.message) for one in problems]


def book(tmp_path, *rows, title="名册"):
    return write_book(tmp_path / "book.xlsx", {title: rows})


@pytest.mark.parametrize(
    "headings", [("名称", "编码"), ("Name", "Code"), (" name ", "CODE")], ids=["Chinese", "English", "loosely"]
)
def test_headings_in_both_languages_and_any_order(tmp_path, headings):
    rows, problems = tables_of(book(tmp_path, headings, ("文学院", "01")))
    assert (rows, problems) == ({"名册": [(2, {"code": "01", "name": "文学院"})]}, [])


def test_title_lines_and_blank_lines_around_the_table(tmp_path):
    path = book(tmp_path, ("示范大学名册",), (), ("编码", "名称"), (), ("01", "文学院"), ("  ",), ("02", "化学学院"))
    rows, problems = tables_of(path)
    assert [number for number, _values in rows["名册"]] == [5, 7]
    assert problems == []


def test_table_away_from_the_corner_keeps_its_addresses(tmp_path):
    path = book(tmp_path, (), (None, None, "编码", "名称"), (None, None, "01", None))
    assert tables_of(path)[1] == [("名册", "D3", "“名称” must be filled in.")]


@pytest.mark.parametrize(
    ("headings", "problems"),
    [
        (("编码", "名字"), [("B1", "The heading “名字” is not known. Did you mean “名称”?")]),
        (
            ("编码", "名称", "电话"),
            [("C1", "The heading “电话” is not known. Known are: 编码、名称、成立日期.")],
        ),
        (("编码", "成立日期"), [("A1", "The column “名称” is missing.")]),
        (("编码", "名称", "编码"), [("C1", "The heading “编码” stands twice.")]),
    ],
    ids=["renamed", "further", "missing", "twice"],
)
def test_headings_that_do_not_fit_are_named(tmp_path, headings, problems):
    rows, found = tables_of(book(tmp_path, headings, ("01", "文学院", "x")))
    assert (rows, found) == ({"名册": []}, [("名册", cell, message) for cell, message in problems])


def test_missing_sheet_is_named_with_the_likeliest_one(tmp_path):
    path = book(tmp_path, ("编码", "名称"), title="名册表")
    message = "The sheet “名册” is missing. There is “名册表”: did you mean that one? Rename it."
    assert tables_of(path) == ({"名册": []}, [(None, None, message)])


def test_optional_sheet_may_be_absent(tmp_path):
    path = book(tmp_path, ("编码", "名称"), ("01", "文学院"))
    rows, problems = tables_of(path, (SHEET, OTHER))
    assert (rows["目标"], problems) == ([], [])


def test_sheet_without_headings_is_said_to_be_empty(tmp_path):
    path = write_raw(tmp_path / "book.xlsx", "", title="名册")
    assert tables_of(path)[1] == [("名册", "A1", "The sheet is empty: its headings are missing.")]


def with_errors(path, *places):
    """The workbook at `path` with #N/A in its cells at `places`."""
    opened = load_workbook(path)
    for place in places:
        opened.active[place].value, opened.active[place].data_type = "#N/A", "e"
    opened.save(path)
    return path


def test_formula_error_is_a_problem_wherever_it_stands(tmp_path):
    path = book(tmp_path, ("编码", "名称", "成立日期"), ("01", "文学院"), ("02", "x"), ("03", "图书馆"))
    rows, problems = tables_of(with_errors(path, "B3", "C3"))
    message = "The cell holds a formula error (such as #N/A)."
    assert problems == [("名册", "B3", message), ("名册", "C3", message)]
    assert [number for number, _values in rows["名册"]] == [2, 3, 4]


def test_formula_error_among_the_headings_is_named(tmp_path):
    path = book(tmp_path, ("示范大学名册",), ("编码", "x", "成立日期"), ("01", "文学院"))
    message = "The heading holds a formula error (such as #N/A). Type the heading as text."
    assert tables_of(with_errors(path, "B1", "B2")) == ({"名册": []}, [("名册", "B2", message)])


def test_sheet_that_is_there_twice_is_refused_by_both_names(tmp_path):
    rows = [("编码", "名称"), ("01", "文学院")]
    path = write_book(tmp_path / "book.xlsx", {"名册": rows, "Roster": rows})
    message = "These sheets hold the same: “名册”、“Roster”. Keep one of them."
    assert tables_of(path) == ({"名册": []}, [(None, None, message)])


def test_every_faulty_cell_is_named_at_once(tmp_path):
    path = book(tmp_path, ("编码", "名称", "成立日期"), ("01", None, "2012-02-30"), (None, "化学学院", "2012-13-01"))
    assert [(sheet, cell) for sheet, cell, _message in tables_of(path)[1]] == [
        ("名册", "B2"), ("名册", "C2"), ("名册", "A3"), ("名册", "C3"),
    ]  # fmt: skip


def test_one_row_too_many_is_refused(tmp_path):
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(2, 20_003))
    heads = '<row r="1"><c r="A1" t="str"><v>编码</v></c><c r="B1" t="str"><v>名称</v></c></row>'
    path = write_raw(tmp_path / "book.xlsx", heads + rows, title="名册")
    with pytest.raises(WorkbookRefused) as caught:
        tables_at(path, [SHEET])
    assert (caught.value.message, caught.value.cell) == (
        "The sheet “名册” has 20001 rows; at most 20000 can be read at once. Divide the file.",
        "A20002",
    )


def test_data_under_an_empty_heading_is_named_by_its_column(tmp_path):
    path = book(tmp_path, ("编码", "名称", None, "成立日期"), ("01", "文学院"), ("02", "化学学院", 33, None, "x"))
    message = "The column {0} holds data ({0}3) and has no heading. Give it one, or empty it."
    assert tables_of(path)[1] == [("名册", f"{column}1", message.format(column)) for column in "CE"]


def test_blanks_under_an_empty_heading_are_nothing(tmp_path):
    path = book(tmp_path, ("编码", "名称", None), ("01", "文学院", "  "))
    assert tables_of(path)[1] == []


def test_column_of_our_own_objections_is_passed_over(tmp_path):
    path = book(tmp_path, ("编码", "名称", "问题"), ("01", "文学院", "B2: …"))
    assert tables_of(path) == ({"名册": [(2, {"code": "01", "name": "文学院"})]}, [])


def merged(path, *ranges):
    opened = load_workbook(path)
    for one in ranges:
        opened.active.merge_cells(one)
    opened.save(path)
    return path


def test_cell_merged_over_several_rows_is_objected_to_once_with_its_range(tmp_path):
    rows = [("编码", "名称"), ("01", "文学院"), ("02", None), ("03", None), ("04", "图书馆")]
    found, problems = tables_of(merged(book(tmp_path, *rows), "B2:B4"))
    message = "The cells B2:B4 are merged over several rows. Undo that and fill in each row."
    assert problems == [("名册", "B2", message)]
    assert found["名册"][-1] == (5, {"code": "04", "name": "图书馆"})


def test_cells_merged_within_a_row_belong_to_the_first(tmp_path):
    path = book(tmp_path, ("编码", "名称", "成立日期"), ("01", "文学院", None))
    assert tables_of(merged(path, "B2:C2"))[0]["名册"] == [(2, {"code": "01", "name": "文学院", "founded_on": None})]


def test_headings_merged_over_two_rows_are_headings(tmp_path):
    path = book(tmp_path, ("名册", None), ("编码", "名称"), (None, None), ("01", "文学院"))
    path = merged(path, "A1:B1", "A2:A3", "B2:B3")
    assert tables_of(path) == ({"名册": [(4, {"code": "01", "name": "文学院"})]}, [])


def test_empty_cells_merged_over_rows_do_no_harm(tmp_path):
    path = book(tmp_path, ("编码", "名称", "成立日期"), ("01", "文学院"), ("02", "化学学院"))
    assert tables_of(merged(path, "C2:C3"))[1] == []


SHARED = (
    '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    "<si><t>编码</t></si><si><t>名称</t></si><si><t>成立日期</t></si><si><r><t>文</t></r><r><t>学院</t></r></si></sst>"
)
STYLES = (
    '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    '<numFmts count="1">'
    '<numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/></numFmts>'
    '<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="164" applyNumberFormat="1"/></cellXfs></styleSheet>'
)
KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{KINDS}worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{KINDS}sharedStrings" Target="sharedStrings.xml"/>'
    f'<Relationship Id="rId3" Type="{KINDS}styles" Target="styles.xml"/></Relationships>'
)


def test_workbook_as_office_programs_write_it(tmp_path):
    """Shared and rich texts, days as serial numbers with a Chinese format, whole numbers as floats."""
    rows = (
        '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c></row>'
        '<row r="2"><c r="A2"><v>1001.0</v></c><c r="B2" t="s"><v>3</v></c><c r="C2" s="1"><v>40999</v></c></row>'
    )
    extra = {"xl/sharedStrings.xml": SHARED, "xl/styles.xml": STYLES, "xl/_rels/workbook.xml.rels": RELATIONS}
    path = write_raw(tmp_path / "book.xlsx", rows, title="名册", extra=extra)
    values_ = {"code": "1001", "name": "文学院", "founded_on": datetime.date(2012, 3, 31)}
    assert tables_of(path) == ({"名册": [(2, values_)]}, [])
