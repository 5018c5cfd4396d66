"""Moving branches to another base organisation (R14)."""

from django.utils import timezone

from branches import tree, validation
from branches.actions.changes import keep, last_days, tell
from branches.choices import ChangeKind
from branches.models import Change, Organisation
from core import history
from core.choices import EventKind
from core.log.acts import logged


@logged("move", EventKind.RESTRUCTURE)
def move(branch, *, to, on, document="", reason="", by) -> Change:
    """Move `branch` to the base organisation `to` on day `on` (R14: it stays in the cohort of its baseline's unit).

    Returns the Change. Raises: ValidationError.
    """
    [change] = move_many([(branch, to)], on=on, document=document, reason=reason, by=by)
    tell(ChangeKind.MOVED, branch, on=on, before=change.before, after=change.after)
    return change


@logged("move", EventKind.RESTRUCTURE)
def move_many(rows, *, on, document="", reason="", by) -> list[Change]:
    """Move every branch of `rows`, pairs of (branch, base organisation), on day `on`. Returns the Changes.

    Raises: ValidationError for the first row that is refused.
    """
    rows = list(rows)
    tree.lock([organisation for pair in rows for organisation in pair])
    branches = [branch for branch, to in rows]
    former = tree.parents_of(branches)
    left = {branch.pk: former.get(branch.path, branch) for branch in branches}
    _check(rows, left, on)
    tree.append([(to, branch) for branch, to in rows])
    history.update(Organisation, branches, ["path", "depth"], by=by, reason=reason)
    tree.recount({unit.path for unit in left.values()} | {to.path for branch, to in rows})
    changes = [
        Change(
            organisation=branch,
            kind=ChangeKind.MOVED,
            on=on,
            document=document,
            before=left[branch.pk].code,
            after=to.code,
        )
        for branch, to in rows
    ]
    return keep(changes, by=by, reason=reason)


def _check(rows, left, on):
    today = timezone.localdate()
    last = last_days([branch for branch, to in rows], ChangeKind.MOVED)
    for branch, to in rows:
        validation.check_move(branch, unit=left[branch.pk], to=to, on=on, today=today, last=last.get(branch.pk))
