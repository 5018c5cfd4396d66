"""A call is written, published, corrected; a draft is thrown away."""

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from branches import tree
from branches.models import Organisation
from core import history
from core.choices import EventKind
from core.log.acts import about, logged
from core.validators import refuse
from core.workflow.lifecycle import TooLate
from projects.choices import Level
from projects.models import Call
from projects.queries.applying.calls import is_fixed
from projects.rules.calls import CRITERIA, FIELDS, OF_UNITS, CallText, objections


@logged("draft", EventKind.WRITE)
def draft(*, host: Organisation, text: CallText, by) -> Call:
    """Begin a call of `host`: of the university, or of a unit for its own. Returns it; the draft that says the same
    where `by` has begun it already, by pressing twice.

    Raises: ValidationError for a branch, a closed organisation, and what a call cannot say.
    """
    _hold_host(host)
    call = Call(host=host, level=level_of(host), created_by=by)
    _put(call, text)
    call.full_clean()
    if same := _same_draft(call):
        return same
    history.save(call, by=by)
    tell(call)
    return call


@logged("write", EventKind.WRITE)
def write(*, call: Call, text: CallText, by) -> None:
    """Write what `call` says; also after it was published, with history. Raises: ValidationError for what a call cannot
    say, and for other criteria once an application is handed in."""
    hold_call(call)
    before = [getattr(call, name) for name in CRITERIA]
    _put(call, text)
    if before != [getattr(call, name) for name in CRITERIA] and is_fixed(call):
        refuse("criteria", _("Applications are handed in: the criteria stay as they are."))
    call.full_clean()
    tell(call)
    history.save(call, by=by, fields=[*FIELDS])


@logged("publish", EventKind.DECISION)
def publish(*, call: Call, by) -> None:
    """Publish `call`: applicants see it from now on. Raises: ValidationError when it cannot be published; TooLate when
    it is published already."""
    hold_call(call)
    if call.is_published:
        raise TooLate(_("It is published already."))
    check_publishable(call)
    call.published_on = timezone.localdate()
    tell(call)
    history.save(call, by=by, fields=["published_on"])


@logged("discard", EventKind.REMOVE)
def discard(*, call: Call, by) -> None:
    """Throw away a draft with its attachments. Raises: ValidationError when it was published."""
    hold_call(call)
    if call.is_published:
        raise ValidationError(_("Only a draft can be thrown away."))
    tell(call)
    for row in call.files.all():
        history.remove(row, by=by)
    history.remove(call, by=by)


def _same_draft(call):
    """A draft of the same person that says what `call` says; None without one."""
    drafts = Call.objects.filter(host=call.host, created_by=call.created_by, published_on=None, title=call.title)
    return next((one for one in drafts if _said(one) == _said(call)), None)


def _said(call):
    return [getattr(call, name) for name in FIELDS]


def check_publishable(call: Call) -> None:
    """Raises: ValidationError when nobody could apply any more, or a closed organisation calls."""
    if call.closes_at <= timezone.now():
        raise ValidationError(_("The applications would be closed already: correct the days first."))
    if not call.host.is_open_on(timezone.localdate()):
        raise ValidationError(_("%(name)s is closed.") % {"name": call.host.name})


def hold_call(call: Call) -> Call:
    """Until the transaction ends nobody else writes `call`, which is read anew. Returns it. Raises: TooLate when it is
    thrown away."""
    fresh = Call.objects.select_for_update().filter(pk=call.pk).first()
    if fresh is None:
        raise TooLate(_("The draft was thrown away already."))
    for field in Call._meta.concrete_fields:
        setattr(call, field.attname, getattr(fresh, field.attname))
    return call


def tell(call: Call) -> None:
    """Say in the log that this is about `call`."""
    about(call, call=call.pk, organisation=call.host.code)


def level_of(host: Organisation) -> Level:
    """The level of what `host` calls for. Raises: ValidationError for a branch."""
    if host.is_university:
        return Level.UNIVERSITY
    if host.is_unit:
        return Level.UNIT
    raise ValidationError({"host": _("Only the university and base organisations call for projects.")})


def _hold_host(host):
    tree.lock([host])
    if not host.is_open_on(timezone.localdate()):
        refuse("host", _("%(name)s is closed."), name=host.name)


def _put(call, text):
    errors = {}
    for name, sentence in objections(text, call.level):
        errors.setdefault(name, []).append(sentence)
    if errors:
        raise ValidationError(errors)
    for name in FIELDS:
        setattr(call, name, getattr(text, name))
    for name in CRITERIA:
        setattr(call, name, [list(one) for one in getattr(text, name)])
    if call.level == Level.UNIT:
        for name in OF_UNITS:
            setattr(call, name, None)
