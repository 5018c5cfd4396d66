"""Whether a public notice of a project is over: only then it goes on."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from projects.models import NoticeEntry, Objection, Project


def notice_hindrance(project: Project, stage: str) -> str:
    """Why the notice of `project` at `stage` is not over yet, in a sentence; "" when it has ended and every objection
    is answered. A notice that was published before the last decision tells what counts no more."""
    entries = NoticeEntry.objects.filter(pk__in=_told_since_decision(project), notice__stage=stage)
    entry = entries.select_related("notice").order_by("notice__ends_on", "pk").last()
    if entry is None:
        return _("It has not been on a public notice yet: publish that first.")
    if entry.notice.ends_on >= timezone.localdate():
        return _("The public notice runs until %(day)s.") % {"day": date_format(entry.notice.ends_on)}
    if Objection.objects.filter(entry__project=project, entry__notice__stage=stage, answered_on=None).exists():
        return _("An objection to it is not answered yet.")
    return ""


def _told_since_decision(project):
    """The keys of its entries that were published since it came to where it stands."""
    published = NoticeEntry.history.filter(project=project, history_type="+")
    before = project.history.exclude(state=project.state).order_by("history_date", "history_id").last()
    if before:
        published = published.filter(history_date__gte=before.history_date)
    return published.values("id")
