"""Public notices as anyone may read them: values made for the public, never models (R27a).

Every text somebody typed goes through `tellable`; points, user names and objections do not come in at all. What was not
approved in the end leaves without a word; so does a result that was taken back.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q
from django.utils.translation import gettext as _

from core.web.privacy import tellable
from projects.choices import ENDED, Grade, NoticeStage, ProjectState
from projects.models import Notice, NoticeEntry

TOLD = Q(notice__stage=NoticeStage.APPROVAL) & ~Q(project__state__in=ENDED) | Q(
    notice__stage=NoticeStage.ACCEPTANCE, project__state__in=(ProjectState.CLOSING, ProjectState.ACCEPTED)
)


@dataclass(frozen=True)
class PublicEntry:
    """A project on a notice; `grade`: how it was accepted, "" on a notice of what is to be approved."""

    title: str
    unit: str
    leader: str
    grade: str


@dataclass(frozen=True)
class PublicNotice:
    """A notice with its days, both included."""

    number: int
    title: str
    stage: str
    host: str
    starts_on: date
    ends_on: date
    entries: tuple[PublicEntry, ...]

    @property
    def has_grades(self) -> bool:
        """Whether it tells how projects were accepted."""
        return any(one.grade for one in self.entries)


def running_notices(day: date) -> list[PublicNotice]:
    """The notices that stand on `day`, the newest first: two queries."""
    return _told(_running(day).order_by("-starts_on", "-pk"))


def running_notice(number: int, day: date) -> PublicNotice | None:
    """The notice of that number; None when it does not stand on `day`: two queries."""
    return next(iter(_told(_running(day).filter(pk=number))), None)


def _running(day):
    return Notice.objects.filter(starts_on__lte=day, ends_on__gte=day).select_related("host")


def _told(rows) -> list[PublicNotice]:
    entries = Prefetch("entries", NoticeEntry.objects.standing().filter(TOLD).order_by("pk"))
    return [_notice(one) for one in rows.prefetch_related(entries)]


def _notice(row):
    stage = NoticeStage(row.stage).label
    return PublicNotice(
        number=row.pk,
        title=tellable(row.title) or str(stage),
        stage=str(stage),
        host=tellable(row.host.name) or row.host.code,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        entries=tuple(_entries(row.entries.all())),
    )


def _entries(rows: Iterable[NoticeEntry]):
    for row in rows:
        grade = str(Grade(row.grade).label) if row.grade else ""
        yield PublicEntry(tellable(row.title) or _("A project"), tellable(row.unit), tellable(row.leader), grade)
