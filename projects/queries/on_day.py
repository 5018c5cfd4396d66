"""Projects as they stood on a day (R34)."""

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from branches.as_of import names_on
from core.history import as_of
from projects.models import Project


def projects_on(rows: QuerySet[Project], on: date) -> QuerySet:
    """`rows` as they stood at the end of day `on`, without those begun later; of a day gone by they are rows of
    history, told apart by `id`."""
    return as_of(Project, on).filter(id__in=rows.order_by().values("pk")) if on < timezone.localdate() else rows


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
