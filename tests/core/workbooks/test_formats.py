"""Number formats: what Excel shows of a number or a text, and the number as far as it is shown."""

import pytest

from core.workbooks.opening.formats import BUILT_IN, NumberFormat


@pytest.mark.parametrize(
    ("code", "number", "shown"),
    [
        ("000", 7, ("007", 7)),
        ("00000", 101, ("00101", 101)),
        ('"B"000', 7, ("B007", 7)),
        (r"\B00", 7, ("B07", 7)),
        ("0%", 1, ("100%", 1)),
        ("0%", 0.335, ("34%", 0.34)),
        ("0.0%", 0.855, ("85.5%", 0.855)),
        ("0.00", 85.5, ("85.50", 85.5)),
        ("0.00", 89.956666666667, ("89.96", 89.96)),
        ("0", 85.5, ("86", 86)),
        ("0.##", 85.5, ("85.5", 85.5)),
        ("#", 0, ("", 0)),
        ("#,##0", 1234567, ("1,234,567", 1234567)),
        ("#,##0.00", -1234.5, ("-1,234.50", -1234.5)),
        ("0.0;(0.0)", -2.5, ("(2.5)", -2.5)),
        ("0;-0;;@", 0, ("", 0)),
        (";;;", 12, ("", 12)),
        ('0"人"', 33, ("33人", 33)),
        ("[Red]0.0", 1.25, ("1.3", 1.3)),
        ("[$¥-804]#,##0", 1200, ("¥1,200", 1200)),
        (r"0\.0,", 15000, ("1.5", 15000)),
        ("000-0000", 5551234, ("555-1234", 5551234)),
        ('General"号"', 7, ("7号", 7)),
        ("0_ ", 7, ("7", 7)),
        ('_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ ', 1234.5, ("1,234.50", 1234.5)),
        ('_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ ', -3, ("-3.00", -3)),
        ('_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ ', 0, ("-", 0)),
    ],
)
def test_number_is_shown_as_excel_shows_it(code, number, shown):
    assert NumberFormat(code).of_number(number) == shown


@pytest.mark.parametrize("code", ["# ?/?", "0.00E+00", "[DBNum1]0", "[>100]0;0.0"])
def test_format_that_is_not_followed_leaves_the_number_alone(code):
    assert NumberFormat(code).of_number(7.25) is None


@pytest.mark.parametrize(
    ("code", "shown"), [("@", "甲"), ('@"党支部"', "甲党支部"), ("0;0;0", "甲"), (";;;", ""), ("General", "甲")]
)
def test_text_is_shown_as_excel_shows_it(code, shown):
    assert NumberFormat(code).of_text("甲") == shown


@pytest.mark.parametrize("code", ["yyyy-mm-dd", 'yyyy"年"m"月"', "[$-804]d/m/yy;@", "[h]:mm", "aaaa", BUILT_IN[14]])
def test_days_and_times_are_known_by_their_letters(code):
    assert NumberFormat(code).is_date


@pytest.mark.parametrize("code", ["General", "G/通用格式", '0"days"', "[Red]0", "@", "0.00", ""])
def test_other_formats_are_no_days(code):
    assert not NumberFormat(code).is_date


@pytest.mark.parametrize("code", ["General", "G/通用格式", "@", ""])
def test_plain_formats_add_nothing(code):
    assert NumberFormat(code).is_plain
