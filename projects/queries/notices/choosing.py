"""Which projects may stand on the next public notice."""

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from branches.models import Organisation
from core.choices import Role
from core.scope import Scope, within
from projects.choices import NoticeStage, ProjectState
from projects.models import Notice, NoticeEntry, Project
from projects.parts import decided_by

STANDS = {NoticeStage.APPROVAL: ProjectState.NOTICE, NoticeStage.ACCEPTANCE: ProjectState.CLOSING}


def to_be_told(rows: QuerySet[Project], host: Organisation, stage: str, role: str) -> QuerySet[Project]:
    """Those of `rows` that `host`, by `role`, may put on a notice of `stage`: approved or graded, decided by that role,
    on no notice that is not over; `was_told`: whether an earlier one named it."""
    told = NoticeEntry.objects.standing().filter(project=OuterRef("pk"), notice__stage=stage)
    there = rows.filter(decided_by(role), within("organisation", host.path), state=STANDS[stage])
    return there.exclude(Exists(_on_notice(stage))).annotate(was_told=Exists(told)).order_by("pk")


def counted(rows: QuerySet[Notice]) -> QuerySet[Notice]:
    """`rows` with how many projects each names, how many objections came in, how many of them wait for an answer."""
    waits = Q(entries__objections__isnull=False, entries__objections__answer="")
    return rows.annotate(
        projects_all=Count("entries", distinct=True),
        objections_all=Count("entries__objections", distinct=True),
        objections_waiting=Count("entries__objections", filter=waits, distinct=True),
    )


def hosts(rows: QuerySet[Organisation], scope: Scope) -> QuerySet[Organisation]:
    """Those of `rows` in whose name the person publishes: the university for the department, one's own unit."""
    paths = [place.path for place in scope.at(Role.DEPARTMENT, Role.UNIT)]
    return rows.filter(path__in=paths)


def _on_notice(stage: str) -> QuerySet[NoticeEntry]:
    """The entries of a notice of `stage` that runs or begins later, of the project outside."""
    return NoticeEntry.objects.standing().filter(
        project=OuterRef("pk"), notice__stage=stage, notice__ends_on__gte=timezone.localdate()
    )
