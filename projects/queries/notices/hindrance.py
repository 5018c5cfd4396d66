"""Whether the public notice that names a project is over, and nothing stands against it."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from projects.models import NoticeEntry, Objection, Project


def notice_hindrance(project: Project, stage: str) -> str:
    """Why the notice of `stage` that names `project` is not over yet, in a sentence; "" when it is, and every objection
    is answered. One or two queries."""
    entries = NoticeEntry.objects.standing().filter(project=project, notice__stage=stage)
    last = entries.select_related("notice").order_by("-notice__ends_on", "-pk").first()
    if last is None:
        return _("It is on no public notice yet.")
    if last.notice.ends_on >= timezone.localdate():
        return _("Its public notice stands until %(day)s.") % {"day": date_format(last.notice.ends_on)}
    if Objection.objects.filter(entry__project=project, entry__notice__stage=stage, answer="").exists():
        return _("An objection to it is not answered yet.")
    return ""
