"""Formulas: what stands in the cell, and what it comes to."""

import io
import tracemalloc
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from core.workbooks.formulas import (
    DASH,
    Added,
    CellOf,
    Choice,
    ColumnSum,
    Counted,
    FactSheet,
    FormulaTable,
    MadeLines,
    PackedRows,
    Plain,
    RoundedUp,
    WholeQuotient,
)
from core.workbooks.writing import Formula, Looked, SheetPage, write
from ratings.rules.progress import needed, share

FACTS = FactSheet(
    "明细",
    {"unit": "单位键", "tier": "等次", "money": "经费"},
    [("U1", "先进", Decimal("0.10")), ("U1", "一般", Decimal("0.20")), ("U2", "先进", "—")],
)
NONE = FactSheet("明细", {"unit": "单位键"}, [])
ALL = ("'明细'!$A$2:$A$4", "'明细'!$B$2:$B$4", "'明细'!$C$2:$C$4")


def table(*lines):
    made = FormulaTable("表", ["n", "r"], first_row=5)
    made.lines += [{"n": Plain(n), "r": Plain(r)} for n, r in lines]
    return made


@pytest.mark.parametrize(
    ("expression", "text", "value"),
    [
        (Plain(3), "3", 3),
        (Plain('“"”'), '"“""”"', '“"”'),
        (Plain(2) + 3, "2+3", 5),
        (Plain(2) - 3, "2-3", -1),
        ((Plain(2) + 3) * 4, "(2+3)*4", 20),
        (Plain(1) / 3, "1/3", Fraction(1, 3)),
        (Choice(Plain(0).equals(0), DASH, 1), 'IF(0=0,"—",1)', DASH),
        (Choice(Plain(2).exceeds(3), DASH, 1), 'IF(2>3,"—",1)', 1),
        (RoundedUp(Plain(7) * 30 / 100), "ROUNDUP((7*30)/100,0)", 3),
        (WholeQuotient(Plain(7), Plain(2)), "QUOTIENT(7,2)", 3),
        (Counted(FACTS, {"tier": "先进"}), f'COUNTIFS({ALL[1]},"=先进")', 2),
        (
            Counted(FACTS, {"unit": "U1", "tier": "先进"}),
            f'COUNTIFS({ALL[0]},"=U1",{ALL[1]},"=先进")',
            1,
        ),
        (Counted(FACTS, {"unit": "U3"}), f'COUNTIFS({ALL[0]},"=U3")', 0),
        (Counted(NONE, {"unit": "U1"}), "COUNTIFS('明细'!$A$2:$A$2,\"=U1\")", 0),
        (
            Added(FACTS, "money", {"unit": "U1"}),
            f'SUMIFS({ALL[2]},{ALL[0]},"=U1")',
            Decimal("0.30"),
        ),
        (Added(FACTS, "money", {"unit": "U2"}), f'SUMIFS({ALL[2]},{ALL[0]},"=U2")', 0),
        (ColumnSum(table((1, 2), (3, DASH)), "r"), "SUM('表'!C5:C6)", 2),
        (CellOf(table((1, 2), (3, 4)), 1, "n"), "'表'!B6", 3),
    ],
    ids=lambda part: part if isinstance(part, str) else "",
)
def test_formula_is_written_and_comes_to_its_value(expression, text, value):
    assert (expression.text("别处"), expression.value()) == (text, value)


def test_cell_of_the_same_sheet_names_no_sheet():
    assert CellOf(table((1, 2)), 0, "r").text("表") == "C5"


def test_line_below_the_last_one_is_what_it_comes_to():
    made = table((1, 2), (3, 4))
    made.total = {"n": ColumnSum(made, "n"), "r": ColumnSum(made, "r")}
    assert made.formulas(2) == [Formula("SUM(B5:B6)", 4), Formula("SUM(C5:C6)", 6)]


def test_lines_that_are_made_when_asked_for_come_to_the_same_and_their_values_are_kept():
    made, asked = FormulaTable("表", ["n", "r"], first_row=5), []

    def line(number):
        asked.append(number)
        return {"n": Plain(number), "r": CellOf(made, number, "n") + 10}

    made.lines = MadeLines(3, line)
    made.total = {"n": ColumnSum(made, "n"), "r": ColumnSum(made, "r")}
    assert made.formulas(1) == [Formula("1", 1), Formula("B6+10", 11)]
    assert asked == [1]
    assert made.formulas(3) == [Formula("SUM(B5:B7)", 3), Formula("SUM(C5:C7)", 33)]
    before = len(asked)
    assert (made.value(2, "r"), made.value(0, "r"), len(asked)) == (12, 10, before)


@given(cohort=st.integers(0, 5_000), percent=st.integers(1, 100), data=st.data())
def test_rules_of_figures_come_out_of_formulas_as_of_the_rules(cohort, percent, data):
    """R7: as exact numbers, and as what a spreadsheet makes of them in floats."""
    risen = data.draw(st.integers(0, cohort))
    assert RoundedUp(Plain(cohort) * percent / 100).value() == needed(cohort, percent)
    if cohort:
        quotient = (WholeQuotient(Plain(risen) * 1000, Plain(cohort)) / 1000).formula("表").value
        assert f"{100 * quotient:.1f}" == share(risen, cohort)


@given(st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from("xy"), st.integers(0, 9)), max_size=20))
def test_counts_and_sums_are_those_of_the_rows(rows):
    facts = FactSheet("明细", {"one": "一", "two": "二", "number": "数"}, rows)
    assert list(facts.values("two", "number")) == [(two, number) for _one, two, number in rows]
    told = {"two": "x", "one": "a"}
    fitting = [number for one, two, number in rows if (one, two) == ("a", "x")]
    assert (facts.count(told), facts.total("number", told)) == (len(fitting), sum(fitting))


ROW = ("文学院党委", 7, Decimal("1.50"), date(2012, 12, 31), DASH)


@pytest.mark.parametrize("count", [0, 1, 4, 5, 11])
def test_packed_rows_are_read_as_they_were_put_in_however_often(count, monkeypatch):
    monkeypatch.setattr("core.workbooks.formulas.packed.PART", 5)
    rows = [(number, *ROW) for number in range(count)]
    packed = PackedRows(rows)
    assert (len(packed), bool(packed), list(packed)) == (count, count > 0, rows)
    assert list(zip(packed, packed, strict=True)) == list(zip(rows, rows, strict=True))
    packed.append(ROW)
    assert list(packed) == [*rows, ROW]


def test_packed_rows_take_a_tenth_of_the_memory():
    def taken(keep):
        tracemalloc.start()
        kept = keep((f"第{number}党支部", f"{number:07}", *ROW) for number in range(5_000))
        size, _peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert len(kept) == 5_000
        return size

    assert taken(PackedRows) < taken(list) / 10


def test_formula_stands_beside_its_value_in_the_file():
    stream = io.BytesIO()
    rows = [[Formula('IF(A1="<&>",1,2)', 2), Looked(Formula('"—"', "—"), "text"), Looked("", "text")]]
    write(stream, [SheetPage("表", ["甲", "乙", "丙"], rows)])
    formulas, values = (load_workbook(stream, data_only=cached)["表"] for cached in (False, True))
    assert [cell.value for cell in formulas[2]] == ['=IF(A1="<&>",1,2)', '="—"', None]
    assert [cell.value for cell in values[2]] == [2, "—", None]
