"""The flow between two rounds as a page shows it: linked cells, the drawing, the names of one cell."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from ratings.choices import Tier
from ratings.flow import FROM, TO, Band, Step, flow

TONES = {"advanced": "best", "good": "fine", "ordinary": "fair", "lagging": "poor"}


@dataclass(frozen=True)
class Named:
    """A branch of the flow."""

    pk: int
    code: str
    name: str


@dataclass(frozen=True)
class FlowRow:
    """A row of the table: its word, (address key, count, movement) of each cell, its total."""

    label: object
    cells: list
    total: int


def word(key):
    """A tier or band in words."""
    bands = {Band.NEW: _("Newly rated"), Band.CLOSED: _("Closed"), Band.UNRATED: _("Not rated")}
    return bands.get(key) or Tier.of(key).label


def gather(ratings, earlier, later):
    """(Flow, {primary key: Named}) of official `ratings` (a queryset) of two rounds: one query."""
    tiers, names, closings = {earlier.pk: {}, later.pk: {}}, {}, {}
    for round_, tier, pk, code, name, closed_on in ratings.filter(round__in=[earlier, later]).values_list(
        "round",
        "tier",
        "organisation",
        "organisation__code",
        "organisation__name",
        "organisation__closed_on",
    ):
        tiers[round_][pk] = tier
        names[pk], closings[pk] = Named(pk, code, name), closed_on
    day = later.reference_date
    steps = [
        Step(pk, tiers[earlier.pk].get(pk), tiers[later.pk].get(pk), bool(closings[pk] and closings[pk] <= day))
        for pk in names
    ]
    return flow(steps), names


def rows(found):
    """The FlowRows of a Flow."""
    return [FlowRow(word(row), [_cell(found, row, column) for column in TO], found.row_total(row)) for row in FROM]


def _cell(found, row, column):
    return {
        "key": f"{row}-{column}",
        "heading": word(column),
        "count": found.count(row, column),
        "movement": _movement(row, column),
    }


def _movement(row, column):
    """ "rose", "stayed" or "fell" for a cell between two tiers, else ""."""
    if row not in TONES or column not in TONES:
        return ""
    before, after = Tier.of(row), Tier.of(column)
    return "rose" if after > before else "fell" if after < before else "stayed"


def totals(found):
    """(word, count) of each column."""
    return [(word(column), found.column_total(column)) for column in TO]


def drawing(found):
    """The flow as JSON for static/js/charts.js."""
    used = [cell for cell in found.cells if found.count(*cell)]
    left = [key for key in FROM if any(row == key for row, _column in used)]
    right = [key for key in TO if any(column == key for _row, column in used)]
    return {
        "kind": "sankey",
        "nodes": [_node("from", key, 0) for key in left] + [_node("to", key, 1) for key in right],
        "links": [
            {"from": f"from-{row}", "to": f"to-{column}", "value": found.count(row, column)}
            for row in left
            for column in right
            if found.count(row, column)
        ],
    }


def _node(side, key, depth):
    return {"id": f"{side}-{key}", "label": str(word(key)), "tone": TONES.get(key, "calm"), "depth": depth}


def chosen_cell(found, names, text):
    """(label, branches sorted by code) of the cell `text` ("ordinary-advanced"); None when it names none."""
    row, _dash, column = text.partition("-")
    if row not in FROM or column not in TO:
        return None
    label = _("%(from)s → %(to)s") % {"from": word(row), "to": word(column)}
    branches = [names[key] for key in found.cells.get((row, column), ())]
    return label, sorted(branches, key=lambda branch: branch.code)
