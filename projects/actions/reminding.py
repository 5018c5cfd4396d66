"""Who carries out projects is reminded of what is late of them (R38): 督促院级项目验收."""

from django.db.models import QuerySet
from django.utils import timezone

from core import history
from core.choices import EventKind
from core.log.acts import logged
from projects.actions.common import tell_all
from projects.models import Project, ProjectReminder
from projects.queries.late import late_on


def to_remind(rows: QuerySet[Project]) -> QuerySet[Project]:
    """Those of `rows` of which something is late today, and who were not reminded today."""
    today = timezone.localdate()
    sent = ProjectReminder.objects.filter(on=today).order_by().values("project")
    return rows.filter(late_on(today)).exclude(pk__in=sent)


@logged("remind", EventKind.REMIND)
def remind(*, projects: QuerySet[Project], role: str, by) -> int:
    """Remind those of `projects` that are late, in one entry of the log; once a day at most each. Returns: how many.

    Raises: IntegrityError when somebody reminds of the same at the same moment.
    """
    late = list(to_remind(projects).select_related("organisation").order_by("pk"))
    facts = {"on": timezone.localdate(), "by": by, "reminded_as": role}
    if late:
        tell_all(late, role=str(role))
        history.create(ProjectReminder, [ProjectReminder(project=one, **facts) for one in late], by=by)
    return len(late)
