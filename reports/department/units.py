"""The units in short: who misses a target of the nearest deadline, the largest gaps first."""

from dataclasses import dataclass

from django.urls import reverse

from branches.as_of import called_on
from ratings.choices import BOARD_STATES

SHOWN = 45


@dataclass(frozen=True)
class UnitInShort:
    """One unit with its page, its state as (stored choice, word), and (target, branches) of each gap."""

    name: str
    url: str
    state: tuple
    gaps: list


@dataclass(frozen=True)
class UnitsInShort:
    """Those with a gap, the first of them named; how many have one, and how many there are."""

    rows: list[UnitInShort]
    missing: int
    whole: int

    @property
    def more(self):
        """How many with a gap are not named."""
        return self.missing - len(self.rows)


def units_in_short(query, board, groups, organisations) -> UnitsInShort:
    """The UnitsInShort of `groups` (UnitGroups) on the day of `query` (BoardQuery): one query.

    `organisations`: a queryset of all of them.
    """
    due = _due(board)
    found = [(_gaps(group, due), group) for group in groups]
    found = sorted((one for one in found if one[0]), key=lambda one: -sum(gap for _target, gap in one[0]))
    told = {unit: (gaps, group.state) for gaps, group in found for unit in group.units}
    named = called_on(organisations.filter(pk__in=list(told)[:SHOWN]), query.on).order_by("code")
    names = {pk: (code, name) for pk, code, name in named.values_list("pk", "code", "called")}
    order = sorted(names, key=lambda pk: (-sum(gap for _target, gap in told[pk][0]), names[pk][0]))
    rows = [_row(*names[pk], *told[pk], query) for pk in order]
    return UnitsInShort(rows, len(told), sum(len(group.units) for group in groups))


def _due(board):
    """The targets of the nearest deadline that is open, else of the last one."""
    deadlines = sorted({target.deadline for target in board.targets})
    nearest = next((day for day in deadlines if board.on <= day), deadlines[-1] if deadlines else None)
    return [target for target in board.targets if target.deadline == nearest]


def _gaps(group, due):
    return [(target, group.figures[target.code].gap) for target in due if group.figures[target.code].gap]


def _row(code, name, gaps, state, query):
    url = reverse("reports:unit", args=[code]) + query.string
    return UnitInShort(name, url, (state, BOARD_STATES[state]), gaps)
