"""The counts above the list of projects; each leads to the projects it counts."""

from datetime import date
from functools import cached_property

from projects.choices import Level, ProjectClass
from projects.queries.late import late_on
from projects.queries.portfolio import PortfolioCount, by_choice, by_state, by_unit, sums_of


class Portfolio:
    """Of the projects `rows` (`projects_on`) that a filter left, on day `on`."""

    def __init__(self, rows, on: date):
        self.rows, self.on = rows, on

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
        return self.rows.filter(late_on(self.on)).count()

    @cached_property
    def money(self):
        """What they have together (MoneyTable)."""
        return sums_of(self.rows)

    @cached_property
    def units(self):
        """By unit."""
        return by_unit(self.rows, self.on)
