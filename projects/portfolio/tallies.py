"""The counts above the list of projects; each leads to the projects it counts."""

from functools import cached_property

from django.utils import timezone

from projects.choices import Level, ProjectClass
from projects.queries.late import late_on
from projects.queries.portfolio import PortfolioCount, by_choice, by_state, by_unit, sums_of


class Portfolio:
    """Of the projects `rows` that a filter left."""

    def __init__(self, rows):
        self.rows = rows

    @cached_property
    def states(self) -> list[PortfolioCount]:
        """By state."""
        return by_state(self.rows)

    @cached_property
    def levels(self) -> list[PortfolioCount]:
        """By level."""
        return by_choice(self.rows, "level", Level)

    @cached_property
    def classes(self) -> list[PortfolioCount]:
        """By class."""
        return by_choice(self.rows, "project_class", ProjectClass)

    @cached_property
    def late(self) -> int:
        """How many are late with something."""
        return self.rows.filter(late_on(timezone.localdate())).count()

    @cached_property
    def money(self):
        """What they have together (MoneyTable)."""
        return sums_of(self.rows)

    @cached_property
    def units(self):
        """By unit."""
        return by_unit(self.rows, timezone.localdate())
