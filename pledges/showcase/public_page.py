"""The values of the public showcase: what its address asks for, and the entries that answer it."""

from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page, Paginator
from django.http import HttpRequest
from django.utils.translation import gettext as _

from pledges.queries.public import showcase as public_showcase
from pledges.queries.public.showcase import PublicShow
from pledges.queries.public.wall import PublicUnit, shown, unit_of_code
from pledges.wall.form import WallSearch

PAGE = 50


@dataclass(frozen=True)
class ShowcasePage:
    """The entries, `cards`, with what narrows them: a `unit`, the `text` looked for. `problem`: what could not be
    understood, in a sentence."""

    unit: PublicUnit | None
    units: list[PublicUnit]
    text: str
    page: Page
    cards: list[PublicShow]
    problem: str

    @property
    def status(self):
        """Of the answer: 404 for a unit that does not exist."""
        return 404 if self.problem else 200


def showcase_page(request: HttpRequest, today: date) -> ShowcasePage:
    """What `?q=&unit=&page=` ask for: an unknown page is the nearest one, an unknown unit is told."""
    code, text = request.GET.get("unit", ""), WallSearch(request.GET).text
    unit = unit_of_code(code) if code else None
    rows = public_showcase.showcase(today, unit=unit, text=text)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    return ShowcasePage(
        unit=unit and PublicUnit(unit.code, shown(unit.name, unit.code)),
        units=[] if unit or text else public_showcase.units_of(rows),
        text=text,
        page=page,
        cards=public_showcase.shows(page.object_list),
        problem=_("There is no unit with this code. You see the entries of all units.") if code and not unit else "",
    )
