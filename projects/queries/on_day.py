"""Projects as they stood on a day (R34)."""

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from branches.as_of import names_on, unit_path_on
from branches.models import Organisation
from core.history import as_of
from core.scope import within
from projects.models import Project


def projects_on(rows: QuerySet[Project], on: date) -> QuerySet:
    """`rows` as they stood at the end of day `on`, without those begun later; of a day gone by they are rows of
    history, told apart by `id`."""
    return as_of(Project, on).filter(id__in=rows.order_by().values("pk")) if on < timezone.localdate() else rows


def of_place(rows: QuerySet, code: str, on: date) -> QuerySet:
    """Those of `rows` (`projects_on`) of the organisation with that code and of what is below it; of a base
    organisation what belonged to it on day `on`."""
    place = Organisation.objects.filter(code=code).first()
    if place is None:
        return rows.none()
    if place.is_unit:
        return rows.alias(unit_path=unit_path_on("organisation", on)).filter(unit_path=place.path)
    return rows.filter(within("organisation", place.path))


def as_told(rows: Iterable, on: date) -> list[Project]:
    """`rows` (`projects_on`, with their organisations) as Projects whose organisations are called as on day `on`, never
    to be saved: no query for today, else one."""
    found = list(rows)
    if on >= timezone.localdate():
        return found
    names = names_on([row.organisation for row in found], on)
    return [_told(row, names[row.organisation_id]) for row in found]


def _told(row, name):
    project = row.instance
    project.organisation = row.organisation
    project.organisation.name = name
    return project
