"""Sums of a project's money (R36). Pure: Decimals in yuan and fen; nothing is rounded."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import accumulate

from core.shares import Share, percent, truncated


@dataclass(frozen=True)
class MoneyTable:
    """What was `granted` by the host and added of one's own (both None before approval), what was `advanced` of the
    first and `spent` of both."""

    granted: Decimal | None
    own: Decimal | None
    advanced: Decimal
    spent: Decimal

    @property
    def approved(self) -> Decimal | None:
        """The approved sum; None before approval."""
        return None if self.granted is None else self.granted + self.own

    @property
    def balance(self) -> Decimal | None:
        """Approved and not spent."""
        return None if self.approved is None else self.approved - self.spent

    @property
    def to_advance(self) -> Decimal | None:
        """Granted and not advanced."""
        return None if self.granted is None else self.granted - self.advanced

    @property
    def part(self) -> Share | None:
        """What is spent of the approved sum, truncated (0.6); None where nothing is approved."""
        return truncated(self.spent, self.approved) if self.approved else None

    @property
    def share(self) -> str | None:
        """The same in percent as it is printed ("60.0"); None where nothing is approved."""
        return percent(self.part)

    @property
    def to_return(self) -> Decimal:
        """Advanced and not spent: goes back once the project has ended."""
        return max(self.advanced - self.spent, Decimal(0))


def lines_missing(amounts: Sequence[Decimal], granted: Decimal, own: Decimal) -> Decimal:
    """What budget lines of these `amounts` lack of the approved sum; below zero: by how much they exceed it, 0: they
    are equal, and the approval takes effect."""
    return granted + own - sum(amounts, Decimal(0))


def first_day_outside(entries: Iterable[tuple[date, Decimal]], most: Decimal) -> tuple[date, Decimal] | None:
    """The first day at whose end (day, amount) `entries` sum to less than nothing or more than `most`, and that sum;
    None when it stays within."""
    by_day = {}
    for day, amount in entries:
        by_day[day] = by_day.get(day, Decimal(0)) + amount
    days = sorted(by_day)
    reached = accumulate(by_day[day] for day in days)
    return next(((day, total) for day, total in zip(days, reached, strict=True) if not 0 <= total <= most), None)


def yuan(amount: Decimal | None) -> str:
    """An amount in figures, to the fen ("1,200.00"); a dash without one."""
    return "—" if amount is None else f"{amount:,.2f}"
