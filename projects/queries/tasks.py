"""Tasks within lists: what is late, what waits to be confirmed by whom."""

from django.db.models import Q, QuerySet
from django.utils import timezone

from branches.choices import BASE_KINDS
from branches.models import Organisation
from branches.searching import called_or_led
from core.choices import Role
from core.reporting.choices import ReportedState
from core.scope import within
from core.searching import says
from projects.choices import STARTED
from projects.models import Project, Task
from projects.parts import own_of_unit


def standing() -> Q:
    """Tasks that count: not left out."""
    return Q(dropped_on=None)


def late() -> Q:
    """Tasks that are late today (R38), while their project goes on."""
    undone = Q(due_on__lt=timezone.localdate()) & ~Q(state=ReportedState.DONE)
    return standing() & undone & Q(project__state__in=STARTED)


def confirmed_by(role: str) -> Q:
    """The projects whose tasks `role` confirms: `projects.parts.confirmer` as a condition."""
    by_unit = ~Q(organisation__kind__in=BASE_KINDS) & ~own_of_unit()
    return by_unit if role == Role.UNIT else ~by_unit


def waiting(place: Organisation, role: str) -> Q:
    """Tasks at `place` and below that wait to be confirmed by `role`."""
    projects = Project.objects.filter(confirmed_by(role), within("organisation", place.path), state__in=STARTED)
    return standing() & Q(state=ReportedState.REPORTED, project__in=projects.order_by().values("pk"))


def tasks_matching(rows: QuerySet[Task], text: str) -> QuerySet[Task]:
    """Those of `rows` that say `text`, whose person, project or organisation it finds."""
    return rows.filter(
        says(text, ["text", "person", "goal", "project__title", "project__number"])
        | called_or_led(text, "project__organisation")
    )
