"""What each kind of change did to its organisation, undone (R28)."""

from collections.abc import Iterable

from branches import tree
from branches.actions.voiding.resting import founded_by
from branches.choices import CLOSINGS, FOUNDINGS, ChangeKind
from branches.models import Change, Organisation
from core import history
from core.scope import STEP
from core.searching import sought_of


def undo_all(changes: Iterable[Change], *, by, reason: str) -> None:
    """Leave the tree as though `changes`, all of one act, had never been: closed ones are open before anything moves
    back to them."""
    changes = list(changes)
    for kinds, undo in UNDOING:
        some = [change for change in changes if change.kind in kinds]
        if some:
            undo(some, by=by, reason=reason)


def _reopen(changes, *, by, reason):
    organisations = [change.organisation for change in changes]
    tree.lock(organisations)
    for organisation in organisations:
        organisation.closed_on, organisation.successor, organisation.closing_document = None, None, ""
    history.update(Organisation, organisations, ["closed_on", "successor", "closing_document"], by=by, reason=reason)


def _move_back(changes, *, by, reason):
    units = Organisation.objects.in_bulk({change.before for change in changes}, field_name="code")
    branches = [change.organisation for change in changes]
    tree.lock([*units.values(), *branches])
    left = tree.parents_of(branches)
    emptied = {left[branch.path].path for branch in branches}
    tree.append([(units[change.before], change.organisation) for change in changes])
    history.update(Organisation, branches, ["path", "depth"], by=by, reason=reason)
    tree.recount({*emptied, *(unit.path for unit in units.values())})


def _name_back(changes, *, by, reason):
    organisations = [change.organisation for change in changes]
    tree.lock(organisations)
    for change in changes:
        change.organisation.name, change.organisation.sought = change.before, sought_of(change.before)
    history.update(Organisation, organisations, ["name", "sought"], by=by, reason=reason)


def _classify_back(changes, *, by, reason):
    branches = [change.organisation for change in changes]
    tree.lock(branches)
    for change in changes:
        change.organisation.category, change.organisation.basis = change.before, _basis_before(change)
    history.update(Organisation, branches, ["category", "basis"], by=by, reason=reason)


def _basis_before(change):
    rows = Organisation.history.filter(id=change.organisation_id, category=change.before)
    rows = rows.filter(history_date__lte=change.recorded_at).order_by("-history_date", "-history_id")
    return rows.values_list("basis", flat=True).first() or ""


def _unfound(changes, *, by, reason):
    organisations = list({one.pk: one for one in map(founded_by, changes)}.values())
    tree.lock(organisations)
    parents = {one.path[:-STEP] for one in organisations}
    for organisation in organisations:
        organisation.void = True
    history.update(Organisation, organisations, ["void"], by=by, reason=reason)
    tree.recount(parents)


UNDOING = (
    (CLOSINGS, _reopen),
    ((ChangeKind.MOVED,), _move_back),
    ((ChangeKind.RENAMED,), _name_back),
    ((ChangeKind.RECLASSIFIED,), _classify_back),
    (FOUNDINGS, _unfound),
)
