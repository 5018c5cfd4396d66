"""The showcase as anyone may read it: values made for the public, never models (N06, R27a).

Every text somebody typed goes through `tellable`; user names, scores and the names of files do not come in at all.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.core.files.base import File
from django.db.models import Prefetch, Q, QuerySet
from django.db.models.functions import Substr
from django.utils.text import capfirst

from branches.models import UNIT_DEPTH, UNIT_PATH, Organisation
from branches.searching import organisations_called
from core.scope import within
from core.searching import says
from core.web.privacy import tellable
from pledges.models import ShowcaseEntry, ShowcasePicture
from pledges.queries.public.wall import PublicUnit, shown

TEXTS = ("background", "practice", "special", "results", "voices")


@dataclass(frozen=True)
class PublicFigure:
    """A picture: how its address ends, and what it shows."""

    name: str
    caption: str


@dataclass(frozen=True)
class PublicShow:
    """An entry on the showcase; `texts`: (heading, text) of what is told."""

    number: int
    title: str
    kind: str
    branch: str
    unit: PublicUnit
    selected_on: date
    texts: tuple[tuple[str, str], ...]
    figures: tuple[PublicFigure, ...]


def showcase(day: date, *, unit: Organisation | None = None, text: str = "") -> QuerySet[ShowcaseEntry]:
    """The public entries on `day`, the newest first: of the branches of `unit`, those found for `text`; all without."""
    rows = ShowcaseEntry.objects.public_on(day).order_by("-selected_on", "-pk")
    if unit:
        rows = rows.filter(within("organisation", unit.path))
    return _matching(rows, text) if text else rows


def units_of(rows: QuerySet[ShowcaseEntry]) -> list[PublicUnit]:
    """The base organisations of `rows` with their number of entries, in order of the tree: two queries."""
    paths = rows.order_by().annotate(unit=Substr("organisation__path", 1, UNIT_PATH)).values_list("unit", flat=True)
    counts = Counter(paths)
    return [PublicUnit(one.code, one.name, counts[path]) for path, one in _units(counts).items()]


def shows(rows: QuerySet[ShowcaseEntry] | Sequence[ShowcaseEntry]) -> list[PublicShow]:
    """The PublicShows of `rows`, of those `showcase` gives: three queries."""
    pictures = Prefetch("pictures", ShowcasePicture.objects.order_by("pk"))
    found = list(rows.select_related("organisation").prefetch_related(pictures))
    units = _units({entry.organisation.path[:UNIT_PATH] for entry in found})
    return [_show(entry, units[entry.organisation.path[:UNIT_PATH]]) for entry in found]


def show_of(number: int, day: date) -> PublicShow | None:
    """The entry of that number as anyone may read it on `day`; None when it is not public: three queries."""
    return next(iter(shows(ShowcaseEntry.objects.public_on(day).filter(pk=number))), None)


def picture_of(name: str, day: date) -> File | None:
    """The stored file of the picture whose public address ends with `name`; None when its entry is not public on
    `day`: one query."""
    public = ShowcaseEntry.objects.public_on(day).order_by().values("pk")
    row = ShowcasePicture.objects.filter(token=name.partition(".")[0], entry__in=public).first()
    return row.file if row and row.address_name == name and tellable(row.caption) else None


def _show(entry, unit):
    said = [(capfirst(entry._meta.get_field(name).verbose_name), tellable(getattr(entry, name))) for name in TEXTS]
    figures = [PublicFigure(one.address_name, tellable(one.caption)) for one in entry.pictures.all()]
    kind = entry.get_kind_display()
    return PublicShow(
        number=entry.pk,
        title=tellable(entry.title) or kind,
        kind=kind,
        branch=shown(entry.organisation.name, entry.organisation.code),
        unit=unit,
        selected_on=entry.selected_on,
        texts=tuple((heading, text) for heading, text in said if text),
        figures=tuple(one for one in figures if one.caption),
    )


def _units(paths):
    """{path: PublicUnit} in order of the tree: one query."""
    rows = Organisation.objects.filter(path__in=paths).order_by("path").values_list("path", "code", "name")
    return {path: PublicUnit(code, shown(name, code)) for path, code, name in rows}


def _matching(rows, text):
    """Those that are called so, or whose branch or unit is found by code, name, former name or pinyin initials."""
    found = organisations_called(Organisation.objects.order_by(), text)
    units = found.filter(depth=UNIT_DEPTH).values("path")
    placed = rows.alias(unit=Substr("organisation__path", 1, UNIT_PATH))
    titled = says(text, ["title"])
    return placed.filter(titled | Q(organisation__in=found.values("pk")) | Q(unit__in=units))
