"""Columns that lists and ledgers of projects share."""

from core.lists import NumberColumn
from projects.rules.money import yuan


class YuanColumn(NumberColumn):
    """An amount of yuan and fen; in the workbook a number."""

    def render(self, value):
        """What stands on screen."""
        return yuan(value)
