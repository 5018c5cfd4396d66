"""The table that `make bench` prints."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class BenchLine:
    """What was measured, its figure, what is to be reached, and the ratio the goal speaks of."""

    what: str
    measured: str
    goal: str
    ratio: float | None = None

    @property
    def cells(self):
        return self.what, self.measured, "" if self.ratio is None else f"{self.ratio:.2f}×", self.goal


def show(lines: Iterable[BenchLine]) -> None:
    """Print `lines` as they come."""
    _row("what", "measured", "ratio", "goal")
    _row("-" * 60, "-" * 10, "-" * 7, "-" * 20)
    for line in lines:
        _row(*line.cells)


def _row(what, measured, ratio, goal):
    print(f"{what:<60} {measured:>10} {ratio:>7} {goal}", flush=True)
