"""From a cell to a value and back: every kind reads what people type, and says why when it cannot."""

import datetime
from decimal import Decimal

import pytest

from core.validators import Between, Decimals, at_most
from core.workbooks import values
from core.workbooks.cells import plain
from core.workbooks.columns import Column
from core.workbooks.guesses import CodeTwins
from core.workbooks.values import CellError

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


@pytest.fixture(autouse=True)
def english(settings):
    settings.LANGUAGE_CODE = "en"


@pytest.mark.parametrize(
    ("kind", "cell", "value"),
    [
        ("text", " 名　称\u3000", "名 称"),
        ("text", 5.0, "5"),
        ("text", 5.5, "5.5"),
        ("text", True, "TRUE"),
        ("text", "   ", None),
        ("text", "", None),
        ("code", "00101", "00101"),
        ("code", 1001, "1001"),
        ("code", 1001.0, "1001"),
        ("code", "０１", "01"),
        ("code", {"shown": "007", "number": 7.0}, "007"),
        ("code", {"shown": "B-007", "number": 7.0}, "B-007"),
        ("text", {"shown": "3.50", "number": 3.5}, "3.50"),
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
        ("percent", {"shown": "100%", "number": 1.0}, 100),
        ("percent", {"shown": "30%", "number": 0.3}, 30),
        ("percent", {"shown": "57.0%", "number": 0.57}, 57),
        ("percent", {"shown": "30.00", "number": 30.0}, 30),
        ("integer", {"shown": "33人", "number": 33.0}, 33),
        ("decimal", {"shown": "89.96", "number": 89.96}, Decimal("89.96")),
        ("decimal", {"shown": "1,234.50", "number": 1234.5}, Decimal("1234.5")),
        ("decimal", "８５．５", Decimal("85.5")),
        ("choice", {"shown": "先进", "number": 4.0}, "advanced"),
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
        (
            "text",
            {"unsaved": True},
            "The formula was saved without its result. Open the workbook in Excel or WPS, save it, try again.",
        ),
        ("code", {"date": "2012-01-01"}, "“2012-01-01” is not a code."),
        (
            "code",
            {"shown": "1,001", "number": 1001.0},
            "“1,001” is a number, not a code. Format the column as text and type the code again.",
        ),
        (
            "date",
            {"moment": "2012-03-31 08:30:15"},
            "“2012-03-31 08:30:15” is not a date. Did you mean 2012-03-31?",
        ),
        ("date", "2012-03-31 00:00:00", "“2012-03-31 00:00:00” is not a date. Did you mean 2012-03-31?"),
        ("decimal", {"shown": "85.5%", "number": 0.855}, "“85.5%” is not a number. Did you mean 85.5?"),
        ("decimal", "85.5%", "“85.5%” is not a number. Did you mean 85.5?"),
        ("integer", {"shown": "12%", "number": 0.12}, "“12%” is not a number. Did you mean 12?"),
        ("percent", {"shown": "33.3%", "number": 0.333}, "“33.3%” is not a whole number."),
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
        ("text", " 名\r\n称 ", "名称"),
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


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ({"date": "2012-03-31"}, "2012-03-31"),
        ({"moment": "2012-03-31 08:30:15"}, "2012-03-31 08:30:15"),
        ({"shown": "007", "number": 7.0}, "007"),
        ({"error": True}, ""),
        ({"unsaved": True}, ""),
    ],
)
def test_cell_is_read_aloud_as_it_is_shown(cell, text):
    assert plain(cell) == text


def test_twin_differs_in_zeros_or_case_only():
    twins = CodeTwins(["01001", "B01", "001001"])
    found = {code: twins.of(code) for code in ("1001", "001001", "b1", "b01", "1002")}
    assert found == {"1001": ["001001", "01001"], "001001": ["01001"], "b1": [], "b01": ["B01"], "1002": []}
