"""Experts are assigned to a project, taken from it, and end their work (R37)."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import history
from core.choices import EventKind
from core.log.acts import logged
from core.validators import refuse
from projects.actions.common import tell, tell_all
from projects.choices import PanelStage, SheetState
from projects.models import Expert, Panel, Project, Seat
from projects.parts import NOT_LED, NOT_OWN
from projects.queries.judging.experts import conflicts, in_office
from projects.queries.reviews import criteria_of, is_judged, results_of
from projects.rules.conflicts import BARRED, ConflictFound

CONFIRMED = gettext_lazy("Another person than the one of the same name in the team.")


@logged("assign", EventKind.DECISION)
def assign(
    *,
    stage: str,
    experts: Mapping[Project, Sequence[Expert]],
    due_on: date,
    others: Collection[tuple[int, int]] = (),
    by,
) -> None:
    """Let `experts` judge each project at `stage` until the end of `due_on`, besides those who do already. `others`:
    (project, expert) by primary key, of a name in the team whom the officer confirms to be another person.

    Raises: ValidationError where one is not judged now, has no criteria, or `by` has a part in it; for a panel that was
    closed or has ended with sheets; for a day before today or before the present one; for who does not hold the role,
    declared a conflict, is of the own unit or of the team (R37), or has a name of the team that is not confirmed; and
    where nothing would change.
    """
    projects = list(experts)
    _hold_all(projects)
    check_judged(projects, stage, by=by)
    rows = Panel.objects.standing().select_for_update().filter(project__in=projects, stage=stage)
    panels = {one.project_id: one for one in rows}
    seated = _seated(panels)
    for one in panels.values():
        _check_open(one, has_sheets=SheetState.SUBMITTED in seated[one.project_id].values())
        _check_due(one, due_on)
    _check_ahead(due_on)
    _check_recused(experts, stage)
    new = [(one, who) for one in projects for who in experts[one] if who.pk not in seated[one.pk]]
    _check_new(projects, new, panels, seated, due_on)
    _check_experts(projects, new, others)
    tell_all(projects)
    _write(projects, panels, stage, due_on, by=by)
    _seat(new, panels, others, by=by)


@logged("unseat", EventKind.DECISION)
def unseat(*, seat: Seat, by) -> None:
    """Take an expert from a panel that is open, before the sheet is in. Raises: ValidationError afterwards."""
    panel = hold_panel(seat.panel)
    check_judged([panel.project], panel.stage, by=by)
    _refuse_ended(panel)
    fresh = Seat.objects.filter(pk=seat.pk).first()
    if fresh is None:
        raise ValidationError(_("This expert is taken from the panel already."))
    if fresh.state != SheetState.DRAFT:
        raise ValidationError(_("The sheet is in, or a conflict was declared: it stays readable."))
    tell(panel.project)
    history.remove(fresh, by=by)


@logged("close_panel", EventKind.DECISION)
def close(*, panel: Panel, by) -> None:
    """End the work of a panel before its day. Raises: ValidationError when it has ended, and before a sheet is in."""
    hold_panel(panel)
    check_judged([panel.project], panel.stage, by=by)
    _refuse_ended(panel)
    result = results_of([panel.project], panel.stage).get(panel.project_id)
    if result is None or result.count == 0:
        raise ValidationError(_("No sheet is in yet: there is nothing to decide by."))
    panel.closed_at, panel.closed_by = timezone.now(), by
    tell(panel.project)
    history.save(panel, by=by, fields=["closed_at", "closed_by"])


def supersede(project: Project, stage: str, *, by) -> None:
    """The panel on `project` at `stage`, if there is one, is a former one from now on: another one judges next."""
    panels = list(Panel.objects.standing().select_for_update().filter(project=project, stage=stage))
    for one in panels:
        one.former_since = timezone.now()
    history.update(Panel, panels, ["former_since"], by=by)


def hold_panel(panel: Panel) -> Panel:
    """Until the transaction ends nobody else writes `panel` or its sheets; it is read anew. Returns it."""
    fresh = Panel.objects.select_for_update().get(pk=panel.pk)
    panel.due_on, panel.closed_at, panel.closed_by_id = fresh.due_on, fresh.closed_at, fresh.closed_by_id
    return panel


def check_judged(projects: Sequence[Project], stage: str, *, by) -> None:
    """Whether experts judge each of `projects` at `stage` now, by criteria, and `by` has no own part in it. Raises:
    ValidationError."""
    if not all(is_judged(one, stage) for one in projects):
        raise ValidationError(_("It is not judged by experts now: look where it stands."))
    if not all(criteria_of(one, stage) for one in projects):
        raise ValidationError(_("Its call names no criteria to judge it by."))
    guard = NOT_OWN if stage == PanelStage.APPLICATION else NOT_LED
    keys = [one.pk for one in projects]
    if by and Project.objects.filter(guard.condition(by), pk__in=keys).count() < len(keys):
        raise ValidationError(str(guard.sentence))


def _hold_all(projects):
    """Until the transaction ends nobody else writes `projects`, whose states are read anew."""
    keys = [one.pk for one in projects]
    fresh = Project.objects.select_for_update().order_by("pk").in_bulk(keys)
    for one in projects:
        one.state = fresh[one.pk].state


def _seated(panels):
    """{primary key of a project: {of an expert: where the sheet stands}}."""
    found = defaultdict(dict)
    rows = Seat.objects.filter(panel__in=panels.values())
    for project, expert, state in rows.values_list("panel__project", "expert", "state"):
        found[project][expert] = state
    return found


def _check_open(panel, *, has_sheets):
    if panel.closed_at or has_sheets:
        _refuse_ended(panel)


def _check_due(panel, due_on):
    if due_on < panel.due_on:
        refuse("due_on", _("It is open until %(day)s: to end it sooner, close it."), day=panel.due_on)


def _check_ahead(due_on):
    if due_on < timezone.localdate():
        refuse("due_on", _("This day has passed."))


def _check_recused(experts, stage):
    """A conflict stays one also before the panel of a re-check."""
    rows = Seat.objects.filter(panel__project__in=experts, panel__stage=stage, state=SheetState.RECUSED)
    recused = set(rows.values_list("panel__project", "expert"))
    for project, asked in experts.items():
        for one in asked:
            if (project.pk, one.pk) in recused:
                refuse("experts", _("%(name)s declared a conflict."), name=one.user.name)


def _check_new(projects, new, panels, seated, due_on):
    """Each of `projects` gets an expert, or those it has a later day."""
    gained = {one.pk for one, _who in new}
    for one in projects:
        is_later = seated[one.pk] and due_on > panels[one.pk].due_on
        if one.pk not in gained and not is_later:
            refuse("experts", _nothing_new(seated[one.pk]))


def _nothing_new(seated):
    if seated:
        return _("Nothing was changed: these experts judge it already, until that day.")
    return _("Tick at least one expert.")


def _check_experts(projects, new, others):
    able = set(in_office(Expert.objects.all(), timezone.localdate()).values_list("pk", flat=True))
    found = conflicts(projects, {who for _one, who in new})
    for one, who in new:
        if who.pk not in able:
            refuse("experts", _("%(name)s does not hold the role of an expert today."), name=who.user.name)
        pair = (one.pk, who.pk)
        _check_conflict(found.get(pair), who, is_confirmed=pair in others)


def _check_conflict(found, expert, *, is_confirmed):
    facts = {"name": expert.user.name, "conflict": found and found.label}
    if found in BARRED:
        refuse("experts", _("%(name)s may not judge it: %(conflict)s (R37)."), **facts)
    if found == ConflictFound.SAME_NAME and not is_confirmed:
        refuse("experts", _("%(name)s: a name of the team. Tick that this is another person."), **facts)


def _write(projects, panels, stage, due_on, *, by):
    """The day of the panels there are, and panels of the others, which are put among them."""
    for one in panels.values():
        one.due_on = due_on
    history.update(Panel, panels.values(), ["due_on"], by=by)
    made = [Panel(project=one, stage=stage, due_on=due_on) for one in projects if one.pk not in panels]
    panels |= {one.project_id: one for one in history.create(Panel, made, by=by)}


def _seat(new, panels, others, *, by):
    """Seats for `new`; of who has a name of the team the history says that it is another person."""
    for is_other, reason in ((False, ""), (True, str(CONFIRMED))):
        pairs = [(one, who) for one, who in new if ((one.pk, who.pk) in others) == is_other]
        seats = [Seat(panel=panels[one.pk], expert=who, assigned_by=by) for one, who in pairs]
        history.create(Seat, seats, by=by, reason=reason)


def _refuse_ended(panel):
    if panel.closed_at:
        day = timezone.localdate(panel.closed_at)
        raise ValidationError(_("The panel was closed on %(day)s.") % {"day": date_format(day)})
    if not panel.is_open_on(timezone.localdate()):
        raise ValidationError(_("The panel ended on %(day)s.") % {"day": date_format(panel.due_on)})
