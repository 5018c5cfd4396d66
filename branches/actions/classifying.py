"""The category of a branch: it changes on a day; a mistake in it is corrected for all days (R34)."""

from django.utils import timezone
from django.utils.translation import gettext as _

from branches import tree, validation
from branches.actions.changes import MAX_NAMED, keep, last_days, tell
from branches.choices import Category, ChangeKind
from branches.models import Change, Organisation
from core import history
from core.choices import EventKind
from core.log.acts import logged
from core.validators import refuse


@logged("reclassify", EventKind.RESTRUCTURE)
def reclassify(branch, *, category, basis="", on, document="", reason="", by) -> Change:
    """Give `branch` another category from day `on` (R34); `basis`: on what it is founded as a student branch.

    Returns the Change. Raises: ValidationError.
    """
    [change] = reclassify_many([(branch, category, basis)], on=on, document=document, reason=reason, by=by)
    tell(ChangeKind.RECLASSIFIED, branch, on=on, category=category)
    return change


@logged("reclassify", EventKind.RESTRUCTURE)
def reclassify_many(rows, *, on, document="", reason="", by) -> list[Change]:
    """Give every branch of `rows`, triples of (branch, category, basis), another category from day `on`.

    Returns the Changes. Raises: ValidationError for the first row that is refused.
    """
    rows = list(rows)
    branches = [branch for branch, _category, _basis in rows]
    tree.lock(branches)
    _check(rows, on)
    changes = [
        Change(
            organisation=branch,
            kind=ChangeKind.RECLASSIFIED,
            on=on,
            document=document,
            before=branch.category,
            after=category,
        )
        for branch, category, _basis in rows
    ]
    for branch, category, basis in rows:
        branch.category, branch.basis = category, basis
    history.update(Organisation, branches, ["category", "basis"], by=by, reason=reason)
    return keep(changes, by=by, reason=reason)


@logged("correct_category", EventKind.RESTRUCTURE)
def correct_last(branches, *, by, reason) -> None:
    """One category for what `branches` are now, on them and in the Change that last gave it (R34).

    Raises: ValidationError for what would leave such a Change with one category before and after.
    """
    category = {branch.pk: branch.category for branch in branches}
    rows = Change.objects.filter(kind=ChangeKind.RECLASSIFIED).order_by("on", "pk")
    if len(category) <= MAX_NAMED:
        rows = rows.filter(organisation__in=category)
    last = {change.organisation_id: change for change in rows if change.organisation_id in category}
    wrong = [change for key, change in last.items() if change.after != category[key]]
    for change in wrong:
        change.after = category[change.organisation_id]
        if change.after == change.before:
            sentence = _("It was %(category)s until %(day)s. Enter the change back as a change of category.")
            refuse("category", sentence, category=Category(change.before).label, day=change.on)
    if wrong:
        history.update(Change, wrong, ["after"], by=by, reason=reason)


def _check(rows, on):
    today = timezone.localdate()
    last = last_days([branch for branch, _category, _basis in rows], ChangeKind.RECLASSIFIED)
    for branch, category, basis in rows:
        day = last.get(branch.pk)
        validation.check_reclassifying(branch, category=category, basis=basis, on=on, today=today, last=day)
