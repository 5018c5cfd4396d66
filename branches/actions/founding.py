"""Founding: the university, base organisations, branches, and a branch split off another (R15)."""

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from branches import tree, validation
from branches.actions.changes import go_along, keep, tell
from branches.choices import ChangeKind, Kind
from branches.models import Change, Organisation
from core import history
from core.choices import EventKind
from core.log.acts import logged
from core.searching import sought_of
from core.validators import refuse

UNIVERSITY_CODE = "00"
TREE_FIELDS = ("path", "depth", "numchild", "sought")


@logged("found", EventKind.RESTRUCTURE)
def ensure_university(*, by) -> Organisation:
    """The university committee, founded (code 00, name from UNIVERSITY_NAME) when the tree is empty."""
    university = Organisation.objects.filter(kind=Kind.UNIVERSITY).first()
    if university is None:
        university = Organisation(kind=Kind.UNIVERSITY, code=UNIVERSITY_CODE, name=settings.UNIVERSITY_NAME)
        history.sign(university, by=by)
        Organisation.objects.add_root(instance=university)
    return university


def found(
    *, parent, kind, code, name, founded_on=None, category="", basis="", members=None, document="", reason="", by
) -> Organisation:
    """Found an organisation under `parent`. Returns it.

    `founded_on`: the day, None when nobody knows it (it then counts as old, R16); `members`: people.
    Raises: ValidationError.
    """
    facts = {"founded_on": founded_on, "category": category, "basis": basis, "members": members}
    organisation = Organisation(kind=kind, code=code, name=name, **facts)
    return establish(organisation, parent=parent, document=document, reason=reason, by=by)


@logged("found", EventKind.RESTRUCTURE)
def establish(organisation, *, parent, document="", reason="", by) -> Organisation:
    """Found `organisation` (filled in, not yet saved) under `parent`. Returns it, saved. Raises: ValidationError."""
    organisation.clean_fields(exclude=TREE_FIELDS)
    found_many([(parent, organisation)], document=document, reason=reason, by=by)
    tell(ChangeKind.FOUNDED, organisation, on=organisation.founded_on)
    return organisation


@logged("found", EventKind.RESTRUCTURE)
def found_many(rows, *, document="", reason="", by) -> list[Organisation]:
    """Found every organisation of `rows`, pairs of (parent, Organisation not yet saved). Returns them, saved.

    A dated change is kept for each one whose founding day is known.
    Raises: ValidationError for the first row that is refused.
    """
    rows = list(rows)
    parents = {parent.pk: parent for parent, _organisation in rows}
    tree.lock(parents.values())
    rows = [(parents[parent.pk], organisation) for parent, organisation in rows]
    _check(rows)
    tree.append(rows)
    founded = history.create(Organisation, _named(rows), by=by, reason=reason)
    tree.recount({parent.path for parent in parents.values()})
    keep(_foundings(rows, document), by=by, reason=reason)
    return founded


@logged("split", EventKind.RESTRUCTURE)
def split(branch, *, code, name, on, category="", basis="", members=None, document="", reason="", by) -> Organisation:
    """Found a new branch beside `branch`, which carries on (R15). Returns the new one.

    `category`: that of `branch` unless told otherwise.
    Raises: ValidationError.
    """
    tree.lock([branch])
    validation.check_split(branch, on=on, today=timezone.localdate())
    new = found(
        parent=tree.parents_of([branch])[branch.path],
        kind=branch.kind,
        code=code,
        name=name,
        founded_on=on,
        category=category or branch.category,
        basis=basis,
        members=members,
        document=document,
        reason=reason,
        by=by,
    )
    change = Change(organisation=branch, kind=ChangeKind.SPLIT, on=on, document=document, after=new.code)
    [change] = keep([change], by=by, reason=reason)
    tell(ChangeKind.SPLIT, branch, on=on, after=new.code)
    go_along(change, new.changes.all())
    return new


def _check(rows):
    today = timezone.localdate()
    taken = Organisation.every.in_bulk({organisation.code for _parent, organisation in rows}, field_name="code")
    for parent, organisation in rows:
        validation.check_founding(organisation, parent=parent, today=today)
        if organisation.code in taken:
            owner = taken[organisation.code]
            refuse("code", _("The code %(code)s belongs to %(name)s."), code=owner.code, name=owner.name)
        taken[organisation.code] = organisation


def _named(rows):
    """The organisations of `rows` as they are inserted in bulk: `save()` is not called."""
    for _parent, organisation in rows:
        organisation.sought = sought_of(organisation.name)
        yield organisation


def _foundings(rows, document):
    for parent, organisation in rows:
        if organisation.founded_on:
            yield Change(
                organisation=organisation,
                kind=ChangeKind.FOUNDED,
                on=organisation.founded_on,
                document=document,
                after=parent.code,
            )
