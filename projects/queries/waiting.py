"""What projects wait for at who decides about them, each as a condition on projects: a to-do counts just these, and the
list it leads to shows them. `role`: UNIT or DEPARTMENT."""

from collections.abc import Callable, Collection
from functools import reduce
from operator import or_

from django.db.models import BooleanField, Exists, ExpressionWrapper, F, OuterRef, Q
from django.utils import timezone

from core.choices import Role
from core.reporting.choices import ReportedState
from projects.choices import (
    AT_WORK,
    ENDED,
    WRITTEN,
    Level,
    NoticeStage,
    PanelStage,
    ProjectState,
    ProjectWaits,
    ReportKind,
    ReportState,
    RequestState,
    SheetState,
)
from projects.models import ChangeRequest, NoticeEntry, Objection, Panel, Project, ProjectReport, Seat, Task
from projects.parts import checked_first_by_unit, confirmed_by, decided_by, writer

S, W = ProjectState, ProjectWaits
STAGES = {S.NOTICE: NoticeStage.APPROVAL, S.CLOSING: NoticeStage.ACCEPTANCE}
BY_WRITER = (*WRITTEN, S.REVISING, *AT_WORK)
ALONGSIDE = (W.TASK, W.CHANGE, W.RETURN)  # what waits beside the way and does not bring a project further


def waits(kind: str, role: Role) -> Q:
    """The projects that wait for `kind` (ProjectWaits) at `role`."""
    states, condition = WAITS[ProjectWaits(kind)]
    return Q(state__in=states) & condition(role)


def kinds_in(states: Collection[str]) -> list[ProjectWaits]:
    """What projects in one of `states` may wait for, in its order."""
    return [kind for kind in W if not WAITS[kind][0].isdisjoint(states)]


def waiting_at(project: Project, roles: Collection[Role]) -> list[ProjectWaits]:
    """What `project` waits for at somebody who holds `roles`: one query, none for who decides nothing."""
    kinds, mine = kinds_in([project.state]), [role for role in (Role.UNIT, Role.DEPARTMENT) if role in roles]
    asked = {(kind, role): waits(kind, role) for role in mine for kind in kinds}
    if not asked:
        return []
    facts = _hold(project, asked.values())
    return [kind for (kind, _role), waiting in zip(asked, facts, strict=True) if waiting]


def next_role(project: Project) -> str:
    """Who brings `project` further as things stand: who decides, where it waits for them; else who writes it, or the
    experts of an open panel; "" while only days must pass, and once it has ended. One query besides its `writer`."""
    asked = {role: _on_the_way(project.state, role) for role in (Role.UNIT, Role.DEPARTMENT)}
    asked |= {Role.EXPERT: _experts()}
    facts = _hold(project, asked.values())
    return next((role for role, waiting in zip(asked, facts, strict=True) if waiting), _else(project))


def _hold(project, conditions):
    """Which of `conditions` hold of `project`, in their order."""
    columns = (ExpressionWrapper(one, BooleanField()) for one in conditions)
    [facts] = Project.objects.filter(pk=project.pk).values_list(*columns)
    return facts


def _on_the_way(state, role):
    kinds = [kind for kind in kinds_in([state]) if kind not in ALONGSIDE]
    return reduce(or_, (waits(kind, role) for kind in kinds), Q(pk__in=()))


def _experts():
    return Q(state=S.REVIEWING) & _is_scored(PanelStage.APPLICATION) | Q(state=S.ACCEPTING) & _is_scored(
        PanelStage.ACCEPTANCE
    )


def _else(project):
    """Who writes it, while something is written; a final report that came back is so during the acceptance."""
    return writer(project) if project.state in (*BY_WRITER, S.ACCEPTING) else ""


def _at_unit(role):
    return Q() if role == Role.UNIT else Q(pk__in=())


def _panels(stage, **facts):
    return Exists(Panel.objects.standing().filter(project=OuterRef("pk"), stage=stage, **facts))


def _is_over(stage):
    """Whether the panel of that stage is closed or its day has passed."""
    closed = ~Q(closed_at=None) | Q(due_on__lt=timezone.localdate())
    return Q(Exists(Panel.objects.standing().filter(closed, project=OuterRef("pk"), stage=stage)))


def _seats(stage, rows):
    return Exists(rows.standing().filter(panel__project=OuterRef("pk"), panel__stage=stage))


def _is_scored(stage):
    """Whether an expert has still to hand in a sheet."""
    return Q(_seats(stage, Seat.objects.on_duty(timezone.localdate()).filter(state=SheetState.DRAFT)))


def _is_all_in(stage):
    """Whether the panel is open and everybody has handed in the sheet."""
    on_duty = Seat.objects.on_duty(timezone.localdate())
    return Q(_seats(stage, on_duty.filter(state=SheetState.SUBMITTED))) & ~_is_scored(stage)


def _to_be_assigned(stage):
    """Whether nobody judges, and somebody must."""
    nobody = Q(_panels(stage, closed_at=None)) & ~Q(_seats(stage, Seat.objects.counted()))
    return Q(level=Level.UNIVERSITY) & ~Q(_panels(stage)) | nobody & ~_is_over(stage)


def _may_be_decided(stage):
    return _is_over(stage) | Q(level=Level.UNIT) & ~Q(_panels(stage))


def _final(*states):
    """Whether the last final report is in one of `states`."""
    reports = ProjectReport.objects.filter(kind=ReportKind.FINAL)
    later = reports.filter(project=OuterRef("project"), number__gt=OuterRef("number"))
    return Q(Exists(reports.filter(~Exists(later), project=OuterRef("pk"), state__in=states)))


def _checked(role):
    """The final report has got past its first check, if there is one; accepted: its result was taken back."""
    past = _final(ReportState.CHECKED, ReportState.ACCEPTED)
    return past | _final(ReportState.SUBMITTED) & ~checked_first_by_unit()


def _first_check(role):
    return _final(ReportState.SUBMITTED) & checked_first_by_unit() if role == Role.UNIT else Q(pk__in=())


def _acceptance_panel(role):
    return _checked(role) & _to_be_assigned(PanelStage.ACCEPTANCE) & decided_by(role)


def _sheets(role):
    application = Q(state=S.REVIEWING) & _is_all_in(PanelStage.APPLICATION)
    return (application | Q(state=S.ACCEPTING) & _is_all_in(PanelStage.ACCEPTANCE)) & decided_by(role)


def _grade(role):
    return _checked(role) & _may_be_decided(PanelStage.ACCEPTANCE) & decided_by(role)


def _entries(**facts):
    return NoticeEntry.objects.standing().filter(project=OuterRef("pk"), **facts)


def _unanswered():
    return Objection.objects.filter(entry__project=OuterRef("pk"), answered_on=None)


def _on_notice(state, **facts):
    return Q(state=state) & Q(Exists(_entries(notice__stage=STAGES[state], **facts)))


def _unnoticed():
    return Q(
        *(Q(state=one) & ~Q(Exists(_entries(notice__stage=stage))) for one, stage in STAGES.items()), _connector=Q.OR
    )


def _noticed(state):
    """Told of long enough, and no objection without an answer."""
    past = _on_notice(state, notice__ends_on__lt=timezone.localdate())
    return past & ~Q(Exists(_unanswered()))


def _objection():
    return Q(Exists(_unanswered()))


def _task(role):
    tasks = Task.objects.filter(project=OuterRef("pk"), state=ReportedState.REPORTED, dropped_on=None)
    return Q(Exists(tasks)) & confirmed_by(role)


def _midterm():
    reports = ProjectReport.objects.filter(project=OuterRef("pk"), kind=ReportKind.MIDTERM, state=ReportState.SUBMITTED)
    return Q(Exists(reports))


def _change():
    asked = ChangeRequest.objects.filter(project=OuterRef("pk"), state=RequestState.ASKED)
    return Q(Exists(asked))


def _decided(condition: Callable[[], Q]) -> Callable[[Role], Q]:
    """`condition`, at who decides."""
    return lambda role: condition() & decided_by(role)


# Of each kind the states in which a project may wait for it, and what besides makes it wait at a role.
WAITS: dict[ProjectWaits, tuple[frozenset, Callable[[Role], Q]]] = {
    W.SUPPORT: (frozenset({S.SUBMITTED}), _at_unit),
    W.CHECK: (frozenset({S.SUPPORTED}), decided_by),
    W.PANEL: (frozenset({S.REVIEWING}), _decided(lambda: _to_be_assigned(PanelStage.APPLICATION))),
    W.SHEETS: (frozenset({S.REVIEWING, S.ACCEPTING}), _sheets),
    W.DECIDE: (frozenset({S.REVIEWING}), _decided(lambda: _may_be_decided(PanelStage.APPLICATION))),
    W.CONFIRM: (frozenset({S.CONFIRMING}), decided_by),
    W.NOTICE: (frozenset(STAGES), _decided(_unnoticed)),
    W.OBJECTION: (frozenset(STAGES), _decided(_objection)),
    W.START: (frozenset({S.NOTICE}), _decided(lambda: _noticed(S.NOTICE))),
    W.TASK: (frozenset(AT_WORK), _task),
    W.CHANGE: (frozenset(AT_WORK), _decided(_change)),
    W.MIDTERM: (frozenset({S.RUNNING, S.CORRECTING}), _decided(_midterm)),
    W.FIRST_CHECK: (frozenset({S.ACCEPTING}), _first_check),
    W.ACCEPTANCE_PANEL: (frozenset({S.ACCEPTING}), _acceptance_panel),
    W.GRADE: (frozenset({S.ACCEPTING}), _grade),
    W.CLOSE: (frozenset({S.CLOSING}), _decided(lambda: _noticed(S.CLOSING))),
    W.RETURN: (frozenset(ENDED), _decided(lambda: Q(advanced__gt=F("spent")))),
}
