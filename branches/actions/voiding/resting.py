"""What stands against taking a change back: it is a part of another one, or something later rests on it (R28)."""

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from simple_history.models import HistoricalChanges

from branches.choices import CLOSINGS, FOUNDINGS, ChangeKind
from branches.models import Change, Organisation
from core.phrases import listed
from core.validators import refuse


def refuse_resting(change: Change) -> None:
    """Whether `change` can be taken back as things stand. Raises: ValidationError that names what is in the way."""
    if change.along:
        refuse("change", _("It is a part of this: %(change)s. Take that back."), change=told(change.along))
    if later := _later(change):
        refuse("change", _("Entered later, and resting on it: %(change)s. Take that back first."), change=told(later))
    if change.kind in FOUNDINGS:
        _refuse_used(founded_by(change))


def told(change: Change) -> str:
    """A change in a few words: what, of whom, when."""
    values = {"kind": change.get_kind_display(), "organisation": change.organisation, "day": date_format(change.on)}
    return _("%(kind)s, %(organisation)s, on %(day)s") % values


def founded_by(change: Change) -> Organisation:
    """The organisation that came of a founding or a split."""
    return change.organisation if change.kind == ChangeKind.FOUNDED else Organisation.every.get(code=change.after)


def _later(change):
    """The last Change entered after `change` that rests on it, None without one: three queries."""
    named = Organisation.every.filter(code__in=filter(None, [change.before, change.after]))
    others = named.exclude(pk=change.organisation_id)
    rests = Q(organisation=change.organisation_id) | Q(organisation__in=change.parts.values("organisation"))
    rests |= Q(kind=ChangeKind.MERGED, after=change.organisation.code)
    if change.kind == ChangeKind.MERGED:
        rests |= Q(organisation__in=others)
    elif change.kind == ChangeKind.MOVED:  # where it would belong again
        rests |= Q(organisation__in=others.filter(code=change.before), kind__in=CLOSINGS)
    elif change.kind == ChangeKind.SPLIT:
        rests |= Q(organisation__in=others) | Q(kind=ChangeKind.MERGED, after=change.after)
    elif change.kind == ChangeKind.FOUNDED:
        code = change.organisation.code
        rests |= Q(kind=ChangeKind.MOVED) & (Q(before=code) | Q(after=code))
    later = Change.objects.filter(rests, pk__gt=change.pk)
    return later.exclude(along=change.pk).select_related("organisation").order_by("-pk").first()


def _refuse_used(organisation):
    found = [str(capfirst(rows.model._meta.verbose_name_plural)) for rows in _hanging_on(organisation) if rows.exists()]
    if found:
        sentence = _("Something hangs on %(name)s already: %(what)s. Its founding is taken back only without.")
        refuse("change", sentence, name=organisation.name, what=listed(sorted(set(found))))


def _hanging_on(organisation):
    """The rows of whatever model that name `organisation`, but its changes and the tree's own; and what is below it."""
    for field in Organisation._meta.get_fields(include_hidden=True):
        model = field.related_model
        if not (field.auto_created and not field.concrete) or issubclass(model, HistoricalChanges | Change):
            continue
        yield model._default_manager.order_by().filter(**{field.remote_field.name: organisation})
    yield Organisation.objects.under(organisation).order_by()
