"""Names, which change on a day, and plain facts, which are corrected."""

from django.utils import timezone

from branches import tree, validation
from branches.actions.changes import first_days, keep, last_days, tell
from branches.actions.classifying import correct_last
from branches.choices import ChangeKind
from branches.models import Change, Organisation
from core import history
from core.choices import EventKind
from core.log.acts import logged
from core.searching import sought_of

FACTS = frozenset({"kind", "category", "basis", "members", "founded_on"})


@logged("rename", EventKind.RESTRUCTURE)
def rename(organisation, *, name, on, document="", reason="", by) -> Change:
    """Give `organisation` a new name from day `on`. Returns the Change. Raises: ValidationError."""
    [change] = rename_many([(organisation, name)], on=on, document=document, reason=reason, by=by)
    tell(ChangeKind.RENAMED, organisation, on=on)
    return change


@logged("rename", EventKind.RESTRUCTURE)
def rename_many(rows, *, on, document="", reason="", by) -> list[Change]:
    """Rename every organisation of `rows`, pairs of (organisation, new name), from day `on`. Returns the Changes.

    Raises: ValidationError for the first row that is refused.
    """
    rows = list(rows)
    organisations = [organisation for organisation, _name in rows]
    tree.lock(organisations)
    _check(rows, on)
    changes = [
        Change(
            organisation=organisation,
            kind=ChangeKind.RENAMED,
            on=on,
            document=document,
            before=organisation.name,
            after=name,
        )
        for organisation, name in rows
    ]
    for organisation, name in rows:
        organisation.name, organisation.sought = name, sought_of(name)
    history.update(Organisation, organisations, ["name", "sought"], by=by, reason=reason)
    return keep(changes, by=by, reason=reason)


@logged("correct_facts", EventKind.RESTRUCTURE)
def edit_many(organisations, fields, *, reason="", by) -> None:
    """Write the corrected `fields` (of FACTS) that `organisations` carry, for all days (R34).

    The day of a founding follows in its Change, a category in that which last gave it.

    Raises: ValidationError for the first row whose facts do not go together; KeyError for a field that is no fact.
    """
    if not FACTS.issuperset(fields):
        raise KeyError(*sorted(set(fields) - FACTS))
    organisations, today = list(organisations), timezone.localdate()
    former = Organisation.objects.in_bulk([one.pk for one in organisations]) if "kind" in fields else {}
    first = first_days(organisations) if "founded_on" in fields else {}
    for organisation in organisations:
        validation.check_facts(organisation, today=today)
        validation.check_founding_day(organisation, first=first.get(organisation.pk))
        if organisation.pk in former:
            validation.check_kind(organisation, former=former[organisation.pk].kind)
    history.update(Organisation, organisations, list(fields), by=by, reason=reason)
    if "category" in fields:
        correct_last(organisations, by=by, reason=reason)
    if "founded_on" in fields:
        _redate(organisations, by=by, reason=reason)


def _redate(organisations, *, by, reason):
    """One day for a founding, on the organisation and in its Change."""
    founded = {one.pk: one.founded_on for one in organisations if one.founded_on}
    stale = Change.objects.filter(kind=ChangeKind.FOUNDED, organisation__in=founded).order_by("pk")
    wrong = [change for change in stale if change.on != founded[change.organisation_id]]
    for change in wrong:
        change.on = founded[change.organisation_id]
    if wrong:
        history.update(Change, wrong, ["on"], by=by, reason=reason)


def _check(rows, on):
    today = timezone.localdate()
    last = last_days([organisation for organisation, _name in rows], ChangeKind.RENAMED)
    for organisation, name in rows:
        validation.check_renaming(organisation, name=name, on=on, today=today, last=last.get(organisation.pk))
