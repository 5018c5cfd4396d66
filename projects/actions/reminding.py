"""Who carries out projects is reminded of what is late of them (R38): 督促院级项目验收."""

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from core import history
from core.choices import EventKind
from core.history import Act
from projects.models import Project, ProjectReminder
from projects.queries.late import late_on


def to_remind(rows: QuerySet[Project]) -> QuerySet[Project]:
    """Those of `rows` of which something is late today, and who were not reminded today."""
    today = timezone.localdate()
    sent = ProjectReminder.objects.filter(on=today).order_by().values("project")
    return rows.filter(late_on(today)).exclude(pk__in=sent)


@transaction.atomic
def remind(*, projects: QuerySet[Project], role: str, by) -> int:
    """Remind those of `projects` that are late, in one entry of the log; once a day at most each. Returns: how many.

    Raises: IntegrityError when somebody reminds of the same at the same moment.
    """
    late = list(to_remind(projects).select_related("organisation").order_by("pk"))
    facts = {"on": timezone.localdate(), "by": by, "reminded_as": role}
    if late:
        codes = ", ".join(sorted({one.organisation.code for one in late}))
        detail = {"organisation": codes, "count": len(late), "role": str(role)}
        subject = late[0].title if len(late) == 1 else ""
        rows = [ProjectReminder(project=one, **facts) for one in late]
        history.create(ProjectReminder, rows, by=by, act=Act(EventKind.REMIND, subject, detail))
    return len(late)
