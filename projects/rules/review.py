"""What the sheets of a panel come to (R37). Pure; numbers are never rounded."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import mean, median

from projects.choices import ResultRule

FEWEST_TRIMMED = 5


@dataclass(frozen=True)
class PanelResult:
    """`value` of `count` sheets of `of` (n of N), by `rule`: the one that was applied, the plain mean where a trimmed
    one has too few sheets. Points; without a sheet `value`, `lowest` and `highest` are None."""

    rule: ResultRule
    count: int
    of: int
    value: Decimal | None = None
    lowest: Decimal | None = None
    highest: Decimal | None = None

    @property
    def is_complete(self) -> bool:
        """Whether every sheet is in."""
        return self.of > 0 and self.count == self.of


def total(points: Sequence[int | None]) -> int | None:
    """The sum of a sheet's points; None while one is missing."""
    return None if not points or None in points else sum(points)


def panel_result(rule: ResultRule, totals: Sequence[int], of: int) -> PanelResult:
    """The result of the sheets handed in, which came to `totals`, of a panel of `of` experts."""
    if not totals:
        return PanelResult(rule, 0, of)
    values = sorted(Decimal(one) for one in totals)
    applied = ResultRule.MEAN if rule == ResultRule.TRIMMED and len(values) < FEWEST_TRIMMED else rule
    return PanelResult(applied, len(values), of, APPLIED[applied](values), values[0], values[-1])


APPLIED = {
    ResultRule.MEAN: mean,
    ResultRule.TRIMMED: lambda values: mean(values[1:-1]),
    ResultRule.MEDIAN: median,
}
