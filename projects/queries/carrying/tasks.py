"""Tasks within lists: what is late, what waits to be confirmed by whom."""

from django.db.models import Q, QuerySet
from django.utils import timezone

from branches.models import Organisation
from branches.searching import called_or_led
from core.reporting.choices import ReportedState
from core.scope import within
from core.searching import says
from projects.choices import AT_WORK, STARTED
from projects.models import Project, Task
from projects.parts import confirmed_by
from projects.queries.late import late_tasks


def standing() -> Q:
    """Tasks that count: not left out."""
    return Q(dropped_on=None)


def late() -> Q:
    """Tasks that are late today (R38), while their project is at work."""
    return Q(pk__in=late_tasks(timezone.localdate()).order_by().values("pk")) & Q(project__state__in=AT_WORK)


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
