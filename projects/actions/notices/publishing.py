"""A public notice is published, its entries as the projects are called now (N19, R27a)."""

from collections.abc import Sequence
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from branches.models import UNIT_PATH, Organisation
from branches.roles import reviewer_at
from core import history
from core.choices import EventKind
from core.log.acts import about, logged
from core.validators import refuse
from core.web.privacy import check_words
from projects.actions.common import tell_all
from projects.choices import NoticeStage
from projects.models import Notice, NoticeEntry, Project
from projects.queries.notices.choosing import to_be_told


@logged("publish_notice", EventKind.DECISION)
def publish(
    *, host: Organisation, stage: str, title: str, starts_on: date, ends_on: date, projects: Sequence[Project], by
) -> Notice:
    """Tell anyone from `starts_on` to `ends_on`, both included, which `projects` `host` approves, or how they were
    accepted. Returns the notice.

    Raises: ValidationError without a project, for one that is not to be told by `host` or stands on such a notice; for
    days that passed or are not in order; for words that no public page says (R27a).
    """
    keys = [one.pk for one in projects]
    locked = Project.objects.select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk")
    rows = list(locked.select_related("organisation"))
    _check_days(starts_on, ends_on)
    _check_projects(host, stage, keys)
    check_words([title], "title")
    check_words([text for one in rows for text in (one.title, one.leader)], "projects")
    notice = Notice(host=host, stage=stage, title=title, starts_on=starts_on, ends_on=ends_on, by=by)
    about(title, organisation=host.code, count=len(rows))
    history.save(notice, by=by)
    history.create(NoticeEntry, _entries(notice, rows), by=by)
    return notice


@logged("take_back_notice", EventKind.DECISION)
def take_back(projects: Sequence[Project], *, by, reason: str = "") -> None:
    """What notices told of the results of `projects`, which are held, holds no more: publicly it leaves without a word,
    and a new result needs a new notice."""
    rows = NoticeEntry.objects.standing().filter(project__in=projects, notice__stage=NoticeStage.ACCEPTANCE)
    entries = list(rows.order_by("pk"))
    for one in entries:
        one.taken_back_at = timezone.now()
    tell_all(projects)
    history.update(NoticeEntry, entries, ["taken_back_at"], by=by, reason=reason)


def _check_days(starts_on, ends_on):
    if starts_on < timezone.localdate():
        refuse("starts_on", _("This day has passed."))
    if ends_on < starts_on:
        refuse("ends_on", _("The notice ends before it begins."))


def _check_projects(host, stage, keys):
    if not keys:
        refuse("projects", _("Tick at least one project."))
    allowed = to_be_told(Project.objects.filter(pk__in=keys), host, stage, reviewer_at(host))
    if set(allowed.values_list("pk", flat=True)) != set(keys):
        refuse("projects", _("One of them is on a notice already, or has another state by now: look again."))


def _entries(notice, rows):
    units = dict(Organisation.objects.filter(path__in={_unit(one) for one in rows}).values_list("path", "name"))
    for one in rows:
        grade = one.grade if notice.stage == NoticeStage.ACCEPTANCE else ""
        yield NoticeEntry(
            notice=notice, project=one, title=one.title, unit=units[_unit(one)], leader=one.leader, grade=grade
        )


def _unit(project):
    return project.organisation.path[:UNIT_PATH]
