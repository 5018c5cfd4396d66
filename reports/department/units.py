"""The units in short: who misses a target of the nearest deadline, the largest gaps first."""

from dataclasses import dataclass

from django.urls import reverse

from branches.as_of import called_on
from ratings.choices import BOARD_STATES
from ratings.rules.progress import due_next

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
    day = due_next(board.on, board.targets)
    due = [target for target in board.targets if target.deadline == day]
    found = sorted((one for one in (_gaps(group, due) for group in groups) if one[0]), key=_largest)
    told = {unit: (missing, gaps, group.state) for missing, gaps, group in found for unit in group.units}
    named = called_on(organisations.filter(pk__in=list(told)[:SHOWN]), query.on).order_by("code")
    rows = sorted(
        ((*told[pk], code, name) for pk, code, name in named.values_list("pk", "code", "called")), key=_largest
    )
    shown = [_row(code, name, gaps, state, query) for _missing, gaps, state, code, name in rows]
    return UnitsInShort(shown, len(told), sum(len(group.units) for group in groups))


def _gaps(group, due):
    """(branches missing at all targets together, only for the order (R9); those of each that misses any; the group)."""
    gaps = [(target, group.figures[target.code].gap) for target in due if group.figures[target.code].gap]
    return sum(gap for _target, gap in gaps), gaps, group


def _largest(row):
    return -row[0]


def _row(code, name, gaps, state, query):
    url = reverse("reports:unit", args=[code]) + query.string
    return UnitInShort(name, url, (state, BOARD_STATES[state]), gaps)
