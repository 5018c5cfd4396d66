"""The target board as a page shows it: rows chosen, sorted, cut into pages and written out as linked cells.

A cell's text and address are made here, not in the template: a board of 45 rows has hundreds of them.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from django.db.models import prefetch_related_objects
from django.http import Http404
from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from branches.models import Organisation
from branches.searching import organisations_matching
from core.web.links import number_url, page_query
from pledges.queries.cover import covered_board, covered_groups
from ratings.choices import BOARD_STATES
from ratings.queries import board as boards
from ratings.queries.foreseen.rising import waiting_rises
from ratings.templatetags.targets import describe
from reports.board.columns import UNKNOWN
from reports.board.form import BoardOrder

ALL_ON_ONE_PAGE = 100
PAGE = 45


class BoardCell(NamedTuple):
    """One figure: its link to the page behind it; `heading` for the card on a phone, `group` the target before its
    first figure there ("": said already), `note` a badge below."""

    link: str
    heading: str
    group: str
    note: tuple | None


@dataclass(frozen=True)
class BoardHead:
    """A column of one target: `url` of the explanation of its figures, and how its heading sorts;
    `label` and, at its first column, `group` name column and target on a card."""

    target: object
    column: object
    url: str
    label: str
    group: str
    next: str
    aria: str


@dataclass(frozen=True)
class BoardLine:
    """One row of the table: the unit (None: the university), its cells, its state as (stored choice, word, address)."""

    unit: object
    url: str
    closed: bool
    cells: list
    state: tuple


@dataclass(frozen=True)
class BoardSlice:
    """The rows of one page; `previous` and `next`: numbers of the pages beside it, None at the ends."""

    rows: list
    previous: int | None
    next: int | None
    number: int


@dataclass(frozen=True)
class BoardPage:
    """Everything the page and the workbook of the board show."""

    board: boards.Board
    targets: list
    columns: list
    heads: list
    order: BoardOrder
    slice: BoardSlice
    university: BoardLine
    lines: list

    @property
    def keys(self):
        return [column.key for column in self.columns]

    @property
    def width(self):
        """Columns of the table."""
        return len(self.heads) + 2

    @property
    def name_aria(self):
        return self.order.aria("name")

    @property
    def name_next(self):
        return self.order.next("name")

    @property
    def state_aria(self):
        return self.order.aria("state")

    @property
    def state_next(self):
        return self.order.next("state")


def board_page(query, chosen, scope, number):
    """The board of `query` (BoardQuery) as `chosen` (BoardFilter) for the base organisations in `scope`,
    closed ones included (R13a), page `number`; beside a gap stands what waits for its user and would count.

    Four queries, chosen or ordered by figures five, of more than a hundred units seven; for an officer one more.

    Raises: Http404 for a page beyond the last.
    """
    found, few = _units(query, scope.of(Organisation).units(), chosen, number)
    board = covered_board(query.campaign, query.on, found)
    order = _order(query, chosen, board.targets, "-gap" if few else "name")
    rows = order.sorted([(row, [row]) for row in board.units if chosen.wanted_state in ("", row.state)])
    slice_ = _slice(rows, number, few=few)
    targets = chosen.shown(board.targets, query.on)
    columns = chosen.chosen_columns(targets)
    heads = [head for target in targets for head in _heads(target, columns, order)]
    rises = waiting_rises(scope, query.campaign, query.on, targets)
    university, *lines = _lines([board.university, *slice_.rows], query, heads, rises)
    return BoardPage(board, targets, columns, heads, order, slice_, university, lines)


def _order(query, chosen, targets, fallback):
    shown = chosen.shown(targets, query.on)
    return BoardOrder(chosen.cleaned_data.get("sort", ""), shown, chosen.chosen_columns(shown), fallback)


def _units(query, units, chosen, number):
    """The units to compute: all of up to a hundred, else the page's and one more; and whether they are few."""
    if chosen.text:
        units = organisations_matching(units, chosen.text, query.on)
    units = units.order_by("-code" if chosen.cleaned_data.get("sort") == "-name" else "code")
    start = (number - 1) * PAGE
    if not chosen.by_figures:
        found = boards.units_of(query.campaign, units[start : start + ALL_ON_ONE_PAGE + 1], query.as_of)
        few = number == 1 and len(found) <= ALL_ON_ONE_PAGE
        return (found, True) if few else (found[: PAGE + 1], False)
    keys = list(units.values_list("pk", flat=True))
    few = len(keys) <= ALL_ON_ONE_PAGE
    if not few:
        keys = _placed(query, chosen, keys)[start : start + PAGE + 1]
    return boards.units_of(query.campaign, units.filter(pk__in=keys), query.as_of), few


def _placed(query, chosen, keys):
    """Of units in order of their names (primary keys) those in the state chosen, in the order asked for."""
    prefetch_related_objects([query.campaign], "targets")  # the board of the page asks for them again
    targets = boards.targets_of(query.campaign)
    order = _order(query, chosen, targets, "name")
    place = {key: place for place, key in enumerate(keys)}
    groups = covered_groups(query.campaign, targets, query.on, keys, order.fields)
    wanted = [(group, group.units) for group in groups if chosen.wanted_state in ("", group.state)]
    return order.sorted(wanted, tied=place.get)


def _slice(rows, number, *, few):
    """The rows of page `number`, of which `rows` are those and what follows, or all there are when they are `few`."""
    if few:
        return BoardSlice(rows, None, None, 1)
    shown, more = rows[:PAGE], len(rows) > PAGE
    if not shown and number > 1:
        raise Http404
    return BoardSlice(shown, number - 1 if number > 1 else None, number + 1 if more else None, number)


def _heads(target, columns, order):
    group = escape(describe(target))
    for column in columns:
        figure, key = "share" if column.key == "risen" else column.key, f"{target.code}.{column.key}"
        url, label = number_url(f"{target.code}-{figure}"), escape(column.label)
        yield BoardHead(target, column, url, label, group, order.next(key), order.aria(key))
        group = ""


def _lines(rows, query, heads, rises):
    words = {state: (state, str(word)) for state, word in BOARD_STATES.items()}
    state_url = number_url("state")
    lines, rest, asked = [], query.string, {"campaign": query.campaign_code, "on": query.as_of}
    for row in rows:
        code = row.unit.code if row.unit else ""
        address, escaped = _address(code, **asked)
        cells = _cells(row, heads, escaped, query.on, rises[row.unit and row.unit.pk])
        closed = bool(row.unit and row.unit.closed_on and row.unit.closed_on <= query.on)
        url = _unit_url(code) + rest if code else ""
        lines.append(BoardLine(row.unit, url, closed, cells, (*words[row.state], state_url + address)))
    return lines


@lru_cache(maxsize=4096)
def _unit_url(code):
    """The page of the base organisation `code`: a board asks for dozens at a time."""
    return reverse("reports:unit", args=[code])


@lru_cache(maxsize=4096)
def _address(code, *, campaign, on):
    """What the links of a row's figures end with, as it is and escaped: "?unit=01&on=2012-12-31"."""
    address = page_query(unit=code, campaign=campaign, on=on)
    return address, escape(address)


def _cells(row, heads, query, on, waiting):
    """`query` is escaped, and so is every text: a count or a word of ours."""
    cells = []
    for head in heads:
        key, text, note, strong = head.column.key, head.column.text(row, head.target), None, ""
        if key == "risen":
            note = _note(head, row.figures[head.target.code], on)
        elif key == "gap":
            strong = " fw-bold" if text != "0" else ""
            if count := waiting[head.target.code]:
                note = ("submitted", _("%(count)s to rise once approved") % {"count": count})
        if text != UNKNOWN:
            text = SafeString(f'<a class="figure-link{strong}" href="{head.url}{query}">{text}</a>')
        cells.append(BoardCell(text, head.label, head.group, note))
    return cells


def _note(head, figure, on):
    """The word under a count: what became of a past deadline, and that closings alone met it (R10, R13)."""
    if figure.met is None:
        return None
    if figure.thanks_to_closings:
        return ("met", _("Met thanks to closings"))
    if on <= head.target.deadline:
        return None
    return ("met", _("Met")) if figure.met else ("missed", _("Missed"))
