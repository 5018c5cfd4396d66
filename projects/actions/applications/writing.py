"""An application is begun, written until it is handed in, and again after a return; a draft is thrown away."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from branches.choices import HAS_BRANCHES
from branches.models import Organisation
from core import history
from core.choices import EventKind
from core.log.acts import logged
from core.validators import refuse
from core.workflow.lifecycle import TooLate
from projects.actions.applications.checks import hold_place
from projects.actions.common import tell
from projects.choices import WRITTEN, ProjectClass, ProjectState
from projects.models import BudgetLine, Call, Project, Step, TeamMember
from projects.queries.applying.applications import leaders_of, secretary_of, supporters_of
from projects.queries.applying.calls import bar, draft_of
from projects.rules.applications import CHANGED, FIELDS, LineText, MemberText, StepText, too_many

BEING_CHANGED = (ProjectState.REVISING,)


@dataclass(frozen=True)
class ApplicationText:
    """What is typed of an application: `values` by the name of the field, and its rows."""

    values: dict
    lines: Sequence[LineText]
    members: Sequence[MemberText] = ()
    steps: Sequence[StepText] = ()


@logged("draft", EventKind.WRITE)
def begin(*, call: Call, organisation: Organisation, title: str, by) -> Project:
    """Begin the application of `organisation` to `call`; one that is being written already is gone on with. Returns it.

    Raises: ValidationError where the organisation cannot apply (N19).
    """
    hold_place(organisation)
    if draft := draft_of(call, organisation):
        return draft
    if found := bar(call, organisation):
        raise ValidationError(found.sentence)
    project = Project(
        call=call,
        level=call.level,
        organisation=organisation,
        title=title,
        project_class=ProjectClass.GENERAL if call.general_quota else ProjectClass.KEY,
        first_responsible=secretary_of(organisation),
        starts_on=call.starts_on,
        ends_on=call.ends_on,
        created_by=by,
    )
    project.full_clean()
    history.save(project, by=by)
    tell(project)
    return project


@logged("write", EventKind.WRITE)
def write(*, project: Project, text: ApplicationText, by) -> None:
    """Write an application that is a draft or came back, as far as it is typed.

    Raises: TooLate when it is not; ValidationError for more people or lines than there are, a leader who holds no role
    there, a supporting branch of somebody else.
    """
    hold_written(project)
    tell(project)
    _check_rows(text)
    _put(project, text.values)
    _check_leader(project)
    _check_supporting(project)
    project.full_clean()
    history.save(project, by=by, fields=[*FIELDS])
    _put_rows(TeamMember, project, text.members, by=by)
    _put_rows(Step, project, text.steps, by=by)
    _put_rows(BudgetLine, project, text.lines, by=by)


@logged("write", EventKind.WRITE)
def change(*, project: Project, text: ApplicationText, by) -> None:
    """Write what changes after an approval ask for: title, texts and budget lines; the rest stays as it was judged.

    Raises: TooLate when none are asked for (any more); ValidationError for more lines than there are.
    """
    hold_written(project, BEING_CHANGED)
    tell(project)
    _check_rows(text)
    _put(project, {name: text.values[name] for name in CHANGED if name in text.values})
    project.full_clean()
    history.save(project, by=by, fields=[*CHANGED])
    _put_rows(BudgetLine, project, text.lines, by=by)


@logged("discard", EventKind.REMOVE)
def discard(*, project: Project, by) -> None:
    """Throw away a draft with everything that belongs to it. Raises: TooLate when it is none."""
    fresh = Project.objects.select_for_update().filter(pk=project.pk, state=ProjectState.DRAFT).first()
    if fresh is None:
        raise TooLate(_("Only a draft can be thrown away."))
    tell(project)
    for rows in (fresh.members, fresh.steps, fresh.lines, fresh.files):
        for row in rows.all():
            history.remove(row, by=by)
    history.remove(fresh, by=by)


def hold_written(project: Project, states: Collection[str] = WRITTEN) -> None:
    """Until the transaction ends nobody hands it in. Raises: TooLate when it does not stand at one of `states`, in
    which it is written."""
    fresh = Project.objects.select_for_update().filter(pk=project.pk, state__in=states).first()
    if fresh is None:
        raise TooLate(_("It was handed in meanwhile and cannot be changed now: look where it stands."))
    for field in Project._meta.concrete_fields:
        setattr(project, field.attname, getattr(fresh, field.attname))


def _put(project, values):
    for name, value in values.items():
        setattr(project, name, value)


def _check_rows(text):
    for rows in filter(None, (text.members, text.steps, text.lines)):
        if sentence := too_many(type(rows[0]), len(rows)):
            raise ValidationError(sentence)


def _check_leader(project):
    """An account that is chosen anew holds a role there; one that left office since stays until it is handed in."""
    former = Project.objects.values_list("leader_user", flat=True).get(pk=project.pk)
    chosen = project.leader_user_id
    if chosen and chosen != former and not leaders_of(project.organisation).filter(pk=chosen).exists():
        refuse("leader_user", _("This person holds no role there."))


def _check_supporting(project):
    """Only a base organisation has a supporting branch: one of its own that is open."""
    chosen = project.supporting_id
    if chosen and project.organisation.kind not in HAS_BRANCHES:
        refuse("supporting", _("Only a base organisation names a supporting branch."))
    if chosen and not supporters_of(project.organisation).filter(pk=chosen).exists():
        refuse("supporting", _("Choose a branch of this organisation that is open."))


def _put_rows(model, project, texts, *, by):
    """Make the rows of `model` of `project` those `texts`: known by their number, new ones behind; only what changed
    is written."""
    rows = {row.number: row for row in model.objects.filter(project=project)}
    last = max([0, *rows])
    for text in texts:
        row = rows.pop(text.number, None)
        if row is None:
            last += 1
            row = model(project=project, number=last)
        _write_row(row, text, by=by)
    for row in rows.values():
        history.remove(row, by=by)


def _write_row(row, text, *, by):
    values = {one.name: getattr(text, one.name) for one in fields(text) if one.name != "number"}
    if row.pk is None or any(getattr(row, name) != value for name, value in values.items()):
        for name, value in values.items():
            setattr(row, name, value)
        row.full_clean(exclude=["project"])
        history.save(row, by=by)
