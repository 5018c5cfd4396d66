"""R36: sums of a project's money."""

from decimal import Decimal

import pytest

from projects.rules.money import MoneyTable, lines_missing


def test_before_approval_nothing_is_approved():
    money = MoneyTable(None, None, Decimal(0), Decimal(0))
    assert (money.approved, money.balance, money.to_advance, money.part, money.to_return) == (
        None, None, None, None, 0,
    )  # fmt: skip


def test_what_is_left():
    money = MoneyTable(Decimal("1500.00"), Decimal("500.00"), Decimal("1000.00"), Decimal("0.10"))
    assert (money.approved, money.balance, money.to_advance) == (
        Decimal("2000.00"), Decimal("1999.90"), Decimal("500.00"),
    )  # fmt: skip
    assert (money.part, money.share) == (0, "0.0")
    assert money.to_return == Decimal("999.90")


@pytest.mark.parametrize(
    ("amounts", "granted", "own", "expected"),
    [
        (["0.70", "0.10"], "0.80", "0.00", "0.00"),
        (["1200", "800"], "1500", "500", "0"),
        (["1200", "800"], "1000", "500", "-500"),
        ([], "1000", "0", "1000"),
    ],
)
def test_lines_and_the_approved_sum(amounts, granted, own, expected):
    assert lines_missing([Decimal(one) for one in amounts], Decimal(granted), Decimal(own)) == Decimal(expected)
