"""Columns that lists and ledgers of projects share."""

from core.lists import ListColumn, NumberColumn
from projects.rules.money import yuan


class YuanColumn(NumberColumn):
    """An amount of yuan and fen; in the workbook a number."""

    def render(self, value):
        """What stands on screen."""
        return yuan(value)


class NameColumn(ListColumn):
    """The name of an organisation: room for a few characters a line in a wide table."""

    attrs = {"cell": {"class": "name"}}


class WordColumn(ListColumn):
    """A short word, a number or a name of somebody that stays on its line."""

    attrs = {"cell": {"class": "text-nowrap"}}
