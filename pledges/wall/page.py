"""The values of the wall: what its address asks for, and the pledges that answer it."""

from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page, Paginator
from django.http import HttpRequest
from django.utils.translation import gettext as _

from branches.filters import MANY
from core.lists import ReadRows
from pledges.choices import WallTab
from pledges.queries.public import wall as public_wall
from pledges.queries.public.wall import PublicCard, PublicUnit
from pledges.wall.form import WallSearch

PAGE = 100


@dataclass(frozen=True)
class WallPage:
    """The pledges of a tab, `cards`, with what narrows them: a `unit`, the `text` looked for.

    `tabs`: (tab, its word, how many); `total`: of all tabs; `problem`: what could not be understood, in a sentence.
    """

    today: date
    tab: str
    tabs: list[tuple]
    total: int
    unit: PublicUnit | None
    units: list[PublicUnit]  # to choose from; none where they are too many: the search finds them
    text: str
    page: Page
    cards: list[PublicCard]
    problem: str

    @property
    def status(self):
        """Of the answer: 404 for a unit that does not exist."""
        return 404 if self.problem else 200


def wall_page(request: HttpRequest, today: date) -> WallPage:
    """What `?q=&unit=&tab=&page=` ask for: unknown tabs and pages are the nearest ones, an unknown unit is told."""
    code, text = request.GET.get("unit", ""), WallSearch(request.GET).text
    unit = public_wall.unit_of_code(code) if code else None
    pledges = public_wall.wall(today, unit=unit, text=text)
    counts = public_wall.counts_of(pledges)
    tab = _tab(request.GET.get("tab"), counts)
    rows = ReadRows(public_wall.on_tab(pledges, tab), lambda some: public_wall.cards(some, today), count=counts[tab])
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    return WallPage(
        today=today,
        tab=tab,
        tabs=[(one, one.label, counts[one]) for one in WallTab],
        total=counts.total(),
        unit=unit and PublicUnit(unit.code, public_wall.shown(unit.name, unit.code)),
        units=[] if unit or text else public_wall.units_of(pledges, MANY),
        text=text,
        page=page,
        cards=page.object_list,
        problem=_("There is no unit with this code. You see the pledges of all units.") if code and not unit else "",
    )


def _tab(asked, counts):
    """The tab that is asked for; else the first that has something to show."""
    if asked in WallTab:
        return WallTab(asked)
    return next((tab for tab in WallTab if counts[tab]), WallTab.RUNNING)
