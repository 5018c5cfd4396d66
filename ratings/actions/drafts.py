"""Rows of grids typed elsewhere and taken in together, all or none; what `enter` does for one."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from branches.models import Organisation
from core import history
from core.choices import EventKind
from core.log.acts import about, logged, wrote
from core.workflow.lifecycle import TooLate
from core.workflow.locks import hold
from ratings.actions.entry import hold_grid
from ratings.choices import State
from ratings.models import TYPED, TYPISTS, Rating, Round

BATCH = 500
WRITTEN = (*TYPED, *TYPISTS, "unit", "entered_by", "entered_at", "version")


@dataclass(frozen=True)
class Draft:
    """One row as it is to be: `rating` is what stood there when the row was judged, None where nothing did; `unit`: who
    rates; `score` in points."""

    round: Round
    organisation: Organisation
    unit: Organisation
    rating: Rating | None
    score: Decimal | None
    tier: int | None
    remark: str


@logged("enter_ratings", EventKind.WRITE)
def enter_many(*, drafts: Sequence[Draft], by, reason: str) -> None:
    """Save `drafts`, which were judged in this transaction: drafts, or corrections of returned ratings, which keep
    `reason` in their history.

    Raises: TooLate when one of them is no longer what was judged; ValidationError when a round was removed.
    """
    about(reason)
    if not all(map(hold, {draft.round.pk: draft.round for draft in drafts}.values())):
        raise ValidationError(_("This round was removed together with its campaign."))
    for unit in sorted({draft.unit for draft in drafts}, key=lambda unit: unit.pk):
        hold_grid(unit)
    _refuse_changed([draft for draft in drafts if draft.rating])
    made = _create([_filled(_new(draft), draft, by) for draft in drafts if draft.rating is None])
    changed = [_filled(draft.rating, draft, by) for draft in drafts if draft.rating]
    for rating in changed:
        rating.version += 1
    Rating.objects.bulk_create(
        changed, batch_size=BATCH, update_conflicts=True, unique_fields=["pk"], update_fields=WRITTEN
    )
    returned = [rating for rating in changed if rating.state == State.RETURNED]
    history.remember_rows(returned, by=by, reason=reason)
    wrote(Rating, [rating.pk for rating in [*made, *changed] if rating.state != State.RETURNED])


def _refuse_changed(drafts):
    """Lock the ratings of `drafts`."""
    fresh = Rating.objects.select_for_update().order_by("pk").in_bulk([draft.rating.pk for draft in drafts])
    for draft in drafts:
        now, judged = fresh.get(draft.rating.pk), draft.rating
        if now is None or (now.version, now.state) != (judged.version, judged.state):
            sentence = _("Somebody else changed %(row)s at the same moment. Look at the file again.")
            raise TooLate(sentence % {"row": draft.organisation})


def _new(draft):
    return Rating(round=draft.round, organisation=draft.organisation)


def _filled(rating, draft, by):
    rating.type({name: getattr(draft, name) for name in TYPED}, by=by)
    rating.unit, rating.entered_by, rating.entered_at = draft.unit, by, timezone.now()
    return rating


def _create(ratings):
    """New drafts have no history. Returns them."""
    try:
        with transaction.atomic():
            return Rating.objects.bulk_create(ratings, batch_size=BATCH)
    except IntegrityError:
        raise TooLate(_("Somebody else entered one of these ratings at the same moment. Try again.")) from None
