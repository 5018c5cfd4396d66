"""Experts are assigned to a project, taken from it, and end their work (R37)."""

from collections.abc import Sequence
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import history
from core.validators import refuse
from projects.actions.common import act, hold
from projects.choices import PanelStage, SheetState
from projects.models import Expert, Panel, Project, Seat
from projects.parts import NOT_LED, NOT_OWN
from projects.queries.experts import conflicts, in_office
from projects.queries.reviews import criteria_of, is_judged, results_of
from projects.rules.conflicts import BARRED, ConflictFound

CONFIRMED = gettext_lazy("Another person than the one of the same name in the team.")


@transaction.atomic
def assign(
    *, project: Project, stage: str, experts: Sequence[Expert], due_on: date, others: Sequence[Expert] = (), by
) -> Panel:
    """Let `experts` judge `project` at `stage` until the end of `due_on`, besides those who do already. `others`: those
    of a name in the team whom the officer confirms to be other people. Returns the panel.

    Raises: ValidationError where it is not judged now, has no criteria, or `by` has a part in it; for a panel that was
    closed or has ended with sheets; for a day before today or before the present one; for who does not hold the role,
    declared a conflict, is of the own unit or of the team (R37), or has a name of the team that is not confirmed; and
    where nothing would change.
    """
    hold(project)
    check_judged(project, stage, by=by)
    panel = Panel.objects.select_for_update().filter(project=project, stage=stage).first()
    seated = _seated(panel)
    new = [one for one in experts if one.pk not in seated]
    _check_open(panel)
    _check_due(panel, due_on)
    _check_experts(project, new, others)
    _check_recused([one for one in experts if seated.get(one.pk) == SheetState.RECUSED])
    if not new and not (panel and seated and due_on > panel.due_on):
        refuse("experts", _nothing_new(seated))
    panel = panel or Panel(project=project, stage=stage)
    panel.due_on = due_on
    history.save(panel, by=by)
    for one in new:
        reason = str(CONFIRMED) if one in others else ""
        history.save(Seat(panel=panel, expert=one, assigned_by=by), by=by, reason=reason)
    return panel


@transaction.atomic
def unseat(*, seat: Seat, by) -> None:
    """Take an expert from a panel that is open, before the sheet is in. Raises: ValidationError afterwards."""
    panel = hold_panel(seat.panel)
    check_judged(panel.project, panel.stage, by=by)
    _refuse_ended(panel)
    fresh = Seat.objects.filter(pk=seat.pk).first()
    if fresh is None:
        raise ValidationError(_("This expert is taken from the panel already."))
    if fresh.state != SheetState.DRAFT:
        raise ValidationError(_("The sheet is in, or a conflict was declared: it stays readable."))
    history.remove(fresh, by=by)


@transaction.atomic
def close(*, panel: Panel, by) -> None:
    """End the work of a panel before its day. Raises: ValidationError when it has ended, and before a sheet is in."""
    hold_panel(panel)
    check_judged(panel.project, panel.stage, by=by)
    _refuse_ended(panel)
    result = results_of([panel.project], panel.stage).get(panel.project_id)
    if result is None or result.count == 0:
        raise ValidationError(_("No sheet is in yet: there is nothing to decide by."))
    panel.closed_at, panel.closed_by = timezone.now(), by
    history.save(panel, by=by, fields=["closed_at", "closed_by"], act=act("close_panel", panel.project))


def hold_panel(panel: Panel) -> Panel:
    """Until the transaction ends nobody else writes `panel` or its sheets; it is read anew. Returns it."""
    fresh = Panel.objects.select_for_update().get(pk=panel.pk)
    panel.due_on, panel.closed_at, panel.closed_by_id = fresh.due_on, fresh.closed_at, fresh.closed_by_id
    return panel


def check_judged(project: Project, stage: str, *, by) -> None:
    """Whether experts judge `project` at `stage` now, by criteria, and `by` has no own part in it. Raises:
    ValidationError."""
    if not is_judged(project, stage):
        raise ValidationError(_("It is not judged by experts now: look where it stands."))
    if not criteria_of(project, stage):
        raise ValidationError(_("Its call names no criteria to judge it by."))
    guard = NOT_OWN if stage == PanelStage.APPLICATION else NOT_LED
    if by and not Project.objects.filter(guard.condition(by), pk=project.pk).exists():
        raise ValidationError(str(guard.sentence))


def _seated(panel):
    """{primary key of an expert: where the sheet stands}."""
    return dict(Seat.objects.filter(panel=panel).values_list("expert", "state")) if panel else {}


def _check_open(panel):
    if panel is None or panel.is_open_on(timezone.localdate()):
        return
    if panel.closed_at or Seat.objects.filter(panel=panel).counted().filter(state=SheetState.SUBMITTED).exists():
        _refuse_ended(panel)


def _refuse_ended(panel):
    if panel.closed_at:
        day = timezone.localdate(panel.closed_at)
        raise ValidationError(_("The panel was closed on %(day)s.") % {"day": date_format(day)})
    if not panel.is_open_on(timezone.localdate()):
        raise ValidationError(_("The panel ended on %(day)s.") % {"day": date_format(panel.due_on)})


def _check_due(panel, due_on):
    if due_on < timezone.localdate():
        refuse("due_on", _("This day has passed."))
    if panel and due_on < panel.due_on:
        refuse("due_on", _("It is open until %(day)s: to end it sooner, close it."), day=panel.due_on)


def _check_experts(project, experts, others):
    able = set(in_office(Expert.objects.all(), timezone.localdate()).values_list("pk", flat=True))
    for one in experts:
        if one.pk not in able:
            refuse("experts", _("%(name)s does not hold the role of an expert today."), name=one.user.name)
    found = conflicts([project], experts)
    for one in experts:
        _check_conflict(found.get((project.pk, one.pk)), one, is_confirmed=one in others)


def _check_conflict(found, expert, *, is_confirmed):
    facts = {"name": expert.user.name, "conflict": found and found.label}
    if found in BARRED:
        refuse("experts", _("%(name)s may not judge it: %(conflict)s (R37)."), **facts)
    if found == ConflictFound.SAME_NAME and not is_confirmed:
        refuse("experts", _("%(name)s: a name of the team. Tick that this is another person."), **facts)


def _check_recused(experts):
    for one in experts:
        refuse("experts", _("%(name)s declared a conflict."), name=one.user.name)


def _nothing_new(seated):
    if seated:
        return _("Nothing was changed: these experts judge it already, until that day.")
    return _("Tick at least one expert.")
