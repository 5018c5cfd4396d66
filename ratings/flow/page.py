"""The flow between two rounds as pages show it: linked counts, the drawing, the names behind one count."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from branches.as_of import called_on
from core.lists import ON_SCREEN
from ratings.choices import Movement, Tier
from ratings.models import Round
from ratings.queries.apart import CountedApart, apart_of_flow
from ratings.queries.flow import counted, named
from ratings.rules.flow import ANY, FROM, MOVEMENTS, TO, Band, Flow, cells, movement

TONES = {"advanced": "best", "good": "fine", "ordinary": "fair", "lagging": "poor"}


@dataclass(frozen=True)
class FlowCell:
    """A count with the address of its names; `movement` only between two tiers."""

    url: str
    count: int
    movement: Movement | None = None


@dataclass(frozen=True)
class FlowRow:
    """A row of the table: its word, its cells, its total as a FlowCell."""

    label: str
    cells: list
    total: FlowCell


@dataclass(frozen=True)
class FlowTable:
    """Two rounds and the table between them; `url`: the page with the names behind each count; `apart`: whom the
    targets count otherwise."""

    earlier: Round
    later: Round
    flow: Flow
    url: str
    apart: list[CountedApart]

    @property
    def headings(self):
        """The words of the columns."""
        return [word(column) for column in TO]

    @property
    def rows(self):
        """The FlowRows, the best tier first."""
        return [self._row(row, word(row)) for row in FROM]

    @property
    def totals(self):
        """The row below, which counts all of each column."""
        return self._row(ANY, _("Total"))

    @property
    def movements(self):
        """(Movement, FlowCell) of the branches rated in both rounds."""
        return [(one, self._cell(one)) for one in MOVEMENTS]

    def _row(self, row, label):
        found = [self._cell(f"{row}-{column}", movement(row, column)) for column in TO]
        return FlowRow(label, found, self._cell(f"{row}-{ANY}"))

    def _cell(self, key, moved=None):
        return FlowCell(f"{self.url}&cell={key}#names", self.flow.count(key), moved)


@dataclass(frozen=True)
class ChosenCount:
    """The branches behind one count: its word, their number, their codes and names of the day (`called`) as a
    queryset."""

    label: str
    count: int
    branches: object

    @property
    def on_screen(self):
        """The first of them."""
        return list(self.branches[:ON_SCREEN])


def flow_table(query, branches, rounds, closed, *, everybody):
    """The FlowTable of `branches` (a queryset) between `rounds`, the earlier and the later one, on the day of `query`
    (DayQuery); `closed`: the Closures of their campaign; `everybody`: whether they are all that it counts (R11)."""
    earlier, later = rounds
    asked = {"from": earlier.code} | ({"on": query.as_of.isoformat()} if query.as_of else {})
    url = f"{reverse('ratings:flow', args=[later.code])}?{urlencode(asked)}"
    found = counted(branches, earlier, later, everybody=everybody)
    apart = apart_of_flow(later.campaign, query.on, branches, rounds, closed, found)
    return FlowTable(earlier, later, found, url, apart)


def chosen(table, branches, key, on):
    """The branches that the address asks for by the `key` of a count, called as on day `on`; None when it names none.
    Read when shown."""
    found = cells(key)
    if not found:
        return None
    rows = called_on(named(branches, table.earlier, table.later, found), on)
    return ChosenCount(_label(key), table.flow.count(key), rows)


def _label(key):
    if key in MOVEMENTS:
        return Movement(key).label
    row, _dash, column = key.partition("-")
    return _("%(from)s → %(to)s") % {"from": word(row), "to": word(column)}


def word(key):
    """A tier, a band or all of them in words."""
    bands = {Band.NEW: _("Newly rated"), Band.CLOSED: _("Closed"), Band.UNRATED: _("Not rated"), ANY: _("All")}
    return bands.get(key) or str(Tier.of(key).label)


def drawing(found):
    """A Flow as JSON for static/js/charts.js."""
    left = [key for key in FROM if found.count(f"{key}-{ANY}")]
    right = [key for key in TO if found.count(f"{ANY}-{key}")]
    return {
        "kind": "sankey",
        "nodes": [_node("from", key, 0) for key in left] + [_node("to", key, 1) for key in right],
        "links": [
            {"from": f"from-{row}", "to": f"to-{column}", "value": found.cells[row, column]}
            for row in left
            for column in right
            if found.cells[row, column]
        ],
    }


def _node(side, key, depth):
    return {"id": f"{side}-{key}", "label": word(key), "tone": TONES.get(key, "calm"), "depth": depth}
