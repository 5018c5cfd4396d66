"""From cells to values: headings found and named, every cell read by its column, every sentence at its cell."""

import datetime
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from core.limits import Between, Decimals, at_most
from core.sheets import values
from core.sheets.columns import Column, Sheet
from core.sheets.guesses import CodeTwins
from core.sheets.reading import WorkbookRefused
from core.sheets.tables import read_tables
from core.sheets.values import CellError
from tests.workbooks import write_book, write_raw

TIERS = {"advanced": "先进", "good": "较好", "ordinary": "一般", "lagging": "后进"}
COLUMNS = {
    "text": Column("text", "名称", "Name", validators=(at_most(5),)),
    "code": Column("code", "编码", "Code", values.CODE),
    "date": Column("date", "日期", "Date", values.DATE),
    "integer": Column("integer", "人数", "People", values.INTEGER, validators=(Between(0, 100),)),
    "percent": Column("percent", "比例", "Percent", values.PERCENT, validators=(Between(1, 100),)),
    "decimal": Column("decimal", "得分", "Score", values.DECIMAL, validators=(Decimals(4),)),
    "bool": Column("bool", "计入", "Counts", values.BOOL),
    "choice": Column("choice", "等次", "Tier", values.CHOICE, choices=TIERS),
    "choices": Column("choices", "等次", "Tiers", values.CHOICES, choices=TIERS),
}
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


@pytest.mark.parametrize(
    ("kind", "cell", "value"),
    [
        ("text", " 名　称\u3000", "名　称"),
        ("text", 5.0, "5"),
        ("text", 5.5, "5.5"),
        ("text", True, "TRUE"),
        ("text", "   ", None),
        ("text", "", None),
        ("code", "00101", "00101"),
        ("code", 1001, "1001"),
        ("code", 1001.0, "1001"),
        ("code", "０１", "01"),
        ("date", {"date": "2012-03-31"}, datetime.date(2012, 3, 31)),
        ("date", "2012-03-31", datetime.date(2012, 3, 31)),
        ("date", "2012-3-1", datetime.date(2012, 3, 1)),
        ("integer", 12.0, 12),
        ("integer", "12", 12),
        ("integer", "１２", 12),
        ("decimal", 89.96, Decimal("89.96")),
        ("decimal", 90, Decimal(90)),
        ("decimal", "89.960", Decimal("89.960")),
        ("decimal", 0.1 * 3 * 100, Decimal(30)),
        ("decimal", 30.000000000000004, Decimal(30)),
        ("decimal", 74.35999999999999, Decimal("74.36")),
        ("decimal", 0.00001 * 10, Decimal("0.0001")),
        ("percent", 30, 30),
        ("percent", 1.0, 1),
        ("bool", "是", True),
        ("bool", "否", False),
        ("bool", True, True),
        ("bool", "No", False),
        ("choice", "先进", "advanced"),
        ("choice", "Lagging", "lagging"),
        ("choices", "后进、先进", ("advanced", "lagging")),
        ("choices", "一般，较好", ("good", "ordinary")),
        ("choices", "good", ("good",)),
        ("choices", "、", None),
    ],
)
def test_cell_is_read_by_its_column(kind, cell, value):
    assert COLUMNS[kind].read(cell) == value


@pytest.mark.parametrize(
    ("kind", "cell", "sentence"),
    [
        ("text", "一二三四五六", "At most 5 characters; there are 6."),
        ("text", {"error": True}, "The cell holds a formula error (such as #N/A)."),
        ("code", {"date": "2012-01-01"}, "“2012-01-01” is not a code."),
        ("code", 101.5, "“101.5” is a number, not a code. Format the column as text and type the code again."),
        (
            "code",
            1234567890123456.0,
            "“1.23456789012346e+15” is a number, not a code. Format the column as text and type the code again.",
        ),
        (
            "code",
            10**15,
            "“1000000000000000” is a number, not a code. Format the column as text and type the code again.",
        ),
        ("date", "2012-02-30", "There is no day 2012-02-30: 2012-02 has 29 days."),
        ("date", "2012-13-01", "There is no day 2012-13-01."),
        ("date", "0000-01-01", "There is no day 0000-01-01."),
        ("date", "2012.3.1", "“2012.3.1” is not a date. Did you mean 2012-03-01?"),
        ("date", "2012年3月1日", "“2012年3月1日” is not a date. Did you mean 2012-03-01?"),
        ("date", 20120301, "“20120301” is not a date. Did you mean 2012-03-01?"),
        ("date", 40969, "“40969” is not a date. Did you mean 2012-03-01?"),
        ("date", "去年", "“去年” is not a date. Write it as 2012-03-31."),
        ("date", {"time": "08:30:00"}, "“08:30:00” is not a date. Write it as 2012-03-31."),
        ("integer", 12.5, "“12.5” is not a whole number."),
        ("integer", "十二", "“十二” is not a number."),
        ("integer", 101, "101 does not lie between 0 and 100."),
        ("integer", "6_0", "“6_0” is not a number."),
        ("percent", 0.3, "“0.3” is not a whole number. Did you mean 30? 30 percent is written 30."),
        ("percent", "30%", "“30%” is not a whole number. Did you mean 30? 30 percent is written 30."),
        ("percent", 0.333, "“0.333” is not a whole number."),
        ("percent", "三成", "“三成” is not a number."),
        ("percent", 0, "0 does not lie between 1 and 100."),
        ("integer", "9" * 40, "“" + "9" * 40 + "” is not a number."),
        ("decimal", 66.6666666666667, "At most 4 decimals; 66.6666666666667 has more. Round it in the workbook."),
        ("decimal", "1_2", "“1_2” is not a number."),
        ("decimal", "NaN", "“NaN” is not a number."),
        ("decimal", "1e999999", "“1e999999” is not a number."),
        ("decimal", True, "“TRUE” is not a number."),
        ("bool", "也许", "“也许” is neither 是 nor 否."),
        ("choice", "优秀", "“优秀” is none of 先进、较好、一般、后进."),
        ("choice", "先进的", "“先进的” is none of 先进、较好、一般、后进. Did you mean “先进”?"),
        ("choices", "先进、优秀", "“优秀” is none of 先进、较好、一般、后进."),
    ],
)
def test_cell_that_cannot_be_read_says_why(kind, cell, sentence):
    with pytest.raises(CellError) as caught:
        COLUMNS[kind].read(cell)
    assert str(caught.value) == sentence


@pytest.mark.parametrize(
    ("kind", "value", "shown"),
    [
        ("text", None, ""),
        ("text", " 名\r\n称 ", "名\n称"),
        ("date", datetime.date(2012, 3, 1), "2012-03-01"),
        ("decimal", Decimal("89.9600"), "89.96"),
        ("decimal", Decimal("90.0000"), "90"),
        ("decimal", Decimal("1E+1"), "10"),
        ("integer", 100, "100"),
        ("bool", False, "否"),
        ("choice", "good", "较好"),
        ("choices", ("lagging", "advanced"), "先进、后进"),
    ],
)
def test_value_is_shown_as_its_cell_shows_it(kind, value, shown):
    assert COLUMNS[kind].show(value) == shown


def test_twin_differs_in_zeros_or_case_only():
    twins = CodeTwins(["01001", "B01", "001001"])
    found = {code: twins.of(code) for code in ("1001", "001001", "b1", "b01", "1002")}
    assert found == {"1001": ["001001", "01001"], "001001": ["01001"], "b1": [], "b01": ["B01"], "1002": []}


def tables_of(path, sheets=(SHEET,)):
    tables, problems = read_tables(path, sheets)
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


def test_formula_error_is_a_problem_in_a_known_column_and_nothing_beside(tmp_path):
    path = book(tmp_path, ("编码", "名称"), ("01", "文学院"), ("02", "x"), ("03", "图书馆"))
    rows, problems = tables_of(with_errors(path, "B3", "E2", "E9"))
    assert problems == [("名册", "B3", "The cell holds a formula error (such as #N/A).")]
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
        read_tables(path, [SHEET])
    assert (caught.value.message, caught.value.cell) == (
        "The sheet “名册” has 20001 rows; at most 20000 can be read at once. Divide the file.",
        "A20002",
    )


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
