"""Workbooks written: what goes in comes out, text stays text, memory stays flat, blank ones help to fill them in."""

import datetime
import io
import json
import tracemalloc
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from config.settings import BASE_DIR
from core.names import fold, fold_lines
from core.workbooks import values
from core.workbooks.cells import tidy
from core.workbooks.columns import Column, Sheet
from core.workbooks.writing import SheetPage, write, write_template
from tests.workbooks import raw, tables_at

NAUGHTY = BASE_DIR.parent / "shared" / "corpora" / "naughty-strings.json"
SHEET = Sheet(
    "表",
    "Table",
    (
        Column("code", "编码", "Code", values.CODE, required=True, help="Never reused."),
        Column("name", "名称", "Name"),
        Column("on", "日期", "Date", values.DATE),
        Column("people", "人数", "People", values.INTEGER),
        Column("score", "得分", "Score", values.DECIMAL),
        Column("counts", "计入", "Counts", values.BOOL),
        Column("tier", "等次", "Tier", values.CHOICE, choices={"advanced": "先进", "good": "较好"}),
        Column("tiers", "起始等次", "From", values.CHOICES, choices={"advanced": "先进", "good": "较好"}),
    ),
)
ROW = ("007", "名", datetime.date(2012, 3, 31), 12, Decimal("89.96"), "是", "先进", "先进、较好")
TEXTS = st.text(st.characters(exclude_categories=("Cs",)), max_size=60)


@pytest.fixture
def file(tmp_path):
    return tmp_path / "book.xlsx"


def put(path: Path, *pages):
    with path.open("wb") as stream:
        write(stream, pages)
    return path


def texts_back(path, texts):
    """Texts written into a column, read as an import reads them."""
    put(path, SheetPage.of(SHEET, [[f"c{number}", text] for number, text in enumerate(texts)]))
    tables, problems = tables_at(path, [SHEET])
    assert problems == []
    return [row.values["name"] or "" for row in tables["表"].rows]


def test_values_come_back_as_they_were(file):
    tables, problems = tables_at(put(file, SheetPage.of(SHEET, [ROW, ["008"]])), [SHEET])
    first, second = tables["表"].rows
    assert (first.number, second.number, problems) == (2, 3, [])
    assert first.values == {
        "code": "007", "name": "名", "on": datetime.date(2012, 3, 31), "people": 12, "score": Decimal("89.96"),
        "counts": True, "tier": "advanced", "tiers": ("advanced", "good"),
    }  # fmt: skip
    assert second.values == {column.key: None for column in SHEET.columns} | {"code": "008"}


def test_other_programs_see_the_same(file):
    put(file, SheetPage.of(SHEET, [ROW]))
    for read_only in (False, True):
        book = load_workbook(file, read_only=read_only)
        rows = list(book["表"].iter_rows(values_only=True))
        assert rows == [
            ("编码", "名称", "日期", "人数", "得分", "计入", "等次", "起始等次"),
            ("007", "名", datetime.datetime.combine(ROW[2], datetime.time()), 12, 89.96, "是", "先进", "先进、较好"),
        ]
        book.close()


def test_text_is_never_a_formula_or_an_error(file):
    put(file, SheetPage("表", ["=1+1"], [["=1+1"], ["#N/A"], ["+1"], ["@x"], ["007"], ["2012-1"]]))
    cells = [cell for (cell,) in load_workbook(file)["表"].iter_rows()]
    assert [cell.value for cell in cells] == ["=1+1", "=1+1", "#N/A", "+1", "@x", "007", "2012-1"]
    assert {cell.data_type for cell in cells} == {"s"}
    assert {cell.number_format for cell in cells[1:]} == {"@"}


def test_text_too_long_for_its_format_has_none(file):
    """Older Excels show #### for more than 255 characters in a cell of the text format."""
    put(file, SheetPage("表", ["备注"], [["长" * 256]]))
    assert load_workbook(file)["表"]["A2"].number_format == "General"


def test_longest_text_is_cut_to_what_a_cell_holds(file):
    assert texts_back(file, ["长\n" + "字" * 40_000]) == ["长" + "字" * 32_765]


def test_naughty_texts_stay_what_they_were_but_folded(file):
    texts = [
        "",
        " 前后 ",
        "a\nb\r\nc\rd\te",
        "a\x00b\x1bc\ufffe",
        "_x0041_",
        "_x0041",
        "<b>&amp;</b>]]>",
        "\u2028",
        "﷽",
    ]
    if NAUGHTY.exists():
        texts += json.loads(NAUGHTY.read_text(encoding="utf-8"))
    assert texts_back(file, texts) == [fold(fold_lines(tidy(text))) for text in texts]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(TEXTS, min_size=1, max_size=8))
def test_any_text_stays_what_it_was_but_folded(file, texts):
    assert texts_back(file, texts) == [fold(fold_lines(tidy(text))) for text in texts]


def test_title_that_excel_forbids_is_mended(file):
    put(file, SheetPage("甲/乙:丙" + "长" * 40, ["a"], []), SheetPage("第二", ["b"], [[1]]))
    book = raw(file, ["第二"])
    assert (book.titles, book.sheets) == (["甲 乙 丙" + "长" * 26, "第二"], {"第二": [[1, ["b"]], [2, [1]]]})


def test_memory_stays_flat_however_many_rows(file):
    assert peak(20_000) < 1.5 * peak(2_000)


def peak(rows):
    """Most memory taken while `rows` rows of ten cells are written, the finished file not among it."""
    with (Path("/dev/null")).open("wb") as nowhere:
        tracemalloc.start()
        write(Sink(nowhere), [SheetPage("表", ["a"] * 10, ([f"{n}-{m}" for m in range(10)] for n in range(rows)))])
        _now, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    return most


class Sink(io.RawIOBase):
    """Takes everything and keeps nothing."""

    def __init__(self, stream):
        self.stream, self.at = stream, 0

    def writable(self):
        return True

    def write(self, content):
        self.at += len(content)
        return self.stream.write(content)

    def tell(self):
        return self.at


@pytest.fixture
def template(file):
    with file.open("wb") as stream:
        write_template(stream, (SHEET,))
    return load_workbook(file)["表"]


def test_template_has_the_headings_and_nothing_else(template):
    assert list(template.iter_rows(values_only=True)) == [tuple(column.zh for column in SHEET.columns)]
    assert template.freeze_panes == "A2"


def test_template_has_text_columns_for_codes_and_texts(template):
    formats = {letter: template.column_dimensions[letter].number_format for letter in "ABCDEFGH"}
    assert formats == dict(zip("ABCDEFGH", ["@", "@", "yyyy-mm-dd", *["General"] * 4, "@"], strict=True))


def test_template_has_drop_downs_for_choices(template):
    rules = {str(rule.sqref): rule.formula1 for rule in template.data_validations.dataValidation}
    assert rules == {"F2:F20001": '"是,否"', "G2:G20001": '"先进,较好"'}


def test_template_explains_its_columns(template):
    assert template["A1"].comment.text == "Never reused."


def test_template_filled_with_nothing_is_read_without_a_problem(template, file):
    tables, problems = tables_at(file, [SHEET])
    assert (tables["表"].rows, problems) == ([], [])
