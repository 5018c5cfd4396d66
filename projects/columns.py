"""Columns that lists and ledgers of projects share."""

from django.utils.html import format_html
from django.utils.safestring import SafeString

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


def told_below(told, *facts) -> SafeString:
    """`told` in a cell and below it in small what further columns of the workbook say, so that the list fits a window;
    of the `facts` those that are known."""
    small = " · ".join(str(one) for one in facts if one)
    return format_html('{} <small class="below">{}</small>', told, small) if small else format_html("{}", told)


def titled(project, *facts, day: str = "") -> SafeString:
    """The title of `project` as the way to it (`day`: what its address ends with, of another day), the `facts` below
    it."""
    address = project.get_absolute_url() + day
    return told_below(format_html('<a href="{}">{}</a>', address, project.title), *facts)
