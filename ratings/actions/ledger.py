"""The department's decided ledger: ratings that come in approved, exempt from the two-person rule (contract.md)."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from branches.choices import Kind
from branches.models import Organisation
from core import history
from core.choices import EventKind
from core.log.acts import about, logged
from core.phrases import listed
from core.workflow.lifecycle import TooLate
from ratings import standings
from ratings.choices import State
from ratings.models import TYPED, TYPISTS, Campaign, Rating, Round
from ratings.rules.eligibility import is_closed

BATCH = 500
WRITTEN = (*TYPED, *TYPISTS, "unit", "entered_by", "submitted_by", "submitted_at", "approved_by", "approved_at")
WRITTEN += ("reason", "version", "cohort_unit")


@dataclass(frozen=True, slots=True)
class Decided:
    """One official rating: `unit_id` is the base organisation it belongs to now (itself for one), `score` in points."""

    organisation_id: int
    round_id: int
    unit_id: int
    score: Decimal | None
    tier: int
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Recorded:
    """How many ratings were new, changed, and the same as before."""

    new: int
    changed: int
    unchanged: int


@logged("record", EventKind.DECISION)
def record_decided(*, rows: Iterable[Decided], by, reason: str) -> Recorded:
    """Write official ratings: new ones are created approved, a changed one is reopened and approved again (R4).

    `reason` ("import: <file>") goes to the history, `by` may be None (a command). A few queries a thousand rows.

    Raises: ValidationError when a rating is pending (draft, submitted or returned): it is decided on its own page; or
    when it would be written of what was closed on or before the reference date (R30);
    TooLate when somebody else entered one of the new ones at the same moment, or removed their round.
    """
    decided = {(row.organisation_id, row.round_id): row for row in rows}
    campaigns = _campaigns({row.round_id for row in decided.values()})
    present = _present(decided)
    new = [row for key, row in decided.items() if key not in present]
    changed = [row for key, row in decided.items() if key in present and _differs(present[key], row)]
    _refuse_closed([*new, *changed])
    stamp = {"approved_by": by, "approved_at": timezone.now()}
    _create(new, stamp, by=by, reason=reason)
    _change([(present[row.organisation_id, row.round_id], row) for row in changed], stamp, by=by, reason=reason)
    touched = {row.organisation_id for row in (*new, *changed)}
    if touched:
        for campaign in campaigns:
            standings.rebuild(campaign, touched)
    about(reason, new=len(new), changed=len(changed))
    return Recorded(len(new), len(changed), len(decided) - len(new) - len(changed))


def _campaigns(rounds):
    """The campaigns of `rounds`, locked: decisions in one campaign wait for each other. Raises: TooLate."""
    present = Round.objects.filter(pk__in=rounds).order_by()
    locked = list(Campaign.objects.select_for_update().filter(pk__in=present.values("campaign")).order_by("pk"))
    if present.count() < len(rounds):
        raise TooLate(_("A round of these ratings was removed together with its campaign. Look at the file again."))
    return locked


def _present(decided):
    """The ratings that exist already, by (organisation, round), locked. Raises: ValidationError for pending ones."""
    rows = Rating.objects.select_for_update().filter(round__in={round_ for _, round_ in decided}).order_by("pk")
    found = {(row.organisation_id, row.round_id): row for row in rows}
    found = {key: row for key, row in found.items() if key in decided}
    pending = [row.organisation_id for row in found.values() if row.state != State.APPROVED]
    if pending:
        codes = Organisation.objects.filter(pk__in=pending).values_list("code", flat=True)
        raise ValidationError(
            _("Ratings that wait for a decision are not overwritten: %(codes)s.") % {"codes": listed(codes)}
        )
    return found


def _refuse_closed(rows):
    """Raises: ValidationError for what was closed on or before the reference date of its round (R30)."""
    closed = {one.pk: one for one in Organisation.objects.order_by("code").exclude(closed_on=None)} if rows else {}
    days = dict(Round.objects.values_list("pk", "reference_date")) if closed else {}
    late = [
        closed[row.organisation_id]
        for row in rows
        if row.organisation_id in closed and is_closed(closed[row.organisation_id].closed_on, days[row.round_id])
    ]
    if late:
        sentence = _("Closed on or before the reference date, and not rated there (R30): %(codes)s.")
        raise ValidationError(sentence % {"codes": listed(sorted({one.code for one in late}))})


def _differs(rating, row):
    return (rating.score, rating.tier, rating.remark) != (row.score, row.tier, row.remark)


def _cohorts(rows):
    """Cohort unit by (organisation, round) for baseline ratings of branches (R5)."""
    baselines = set(Round.objects.filter(is_baseline=True).values_list("pk", flat=True))
    units = Organisation.objects.units().exclude(kind=Kind.DIRECT_BRANCH).order_by()
    no_branch = set(units.values_list("pk", flat=True))
    return {
        (row.organisation_id, row.round_id): row.unit_id
        for row in rows
        if row.round_id in baselines and row.organisation_id not in no_branch
    }


def _create(rows, stamp, *, by, reason):
    cohorts = _cohorts(rows)
    ratings = [
        Rating(
            organisation_id=row.organisation_id,
            round_id=row.round_id,
            unit_id=row.unit_id,
            cohort_unit_id=cohorts.get((row.organisation_id, row.round_id)),
            score=row.score,
            tier=row.tier,
            remark=row.remark,
            state=State.APPROVED,
            **stamp,
        )
        for row in rows
    ]
    try:
        with transaction.atomic():
            history.create(Rating, ratings, by=by, reason=reason)
    except IntegrityError:
        raise TooLate(_("Somebody else entered one of these ratings at the same moment. Try again.")) from None


def _change(pairs, stamp, *, by, reason):
    """Reopening and approval of each changed row: two entries in its history, one statement in the table."""
    if not pairs:
        return
    ratings = [rating for rating, _ in pairs]
    for rating in ratings:
        rating.state, rating.reason, rating.approved_by, rating.approved_at = State.RETURNED, reason[:300], None, None
    history.remember_rows(ratings, by=by, reason=reason)
    for rating, row in pairs:
        _overwrite(rating, row, stamp)
    Rating.objects.bulk_create(
        ratings, batch_size=BATCH, update_conflicts=True, unique_fields=["pk"], update_fields=WRITTEN
    )
    history.remember_rows(ratings, by=by, reason=reason)


def _overwrite(rating, row, stamp):
    rating.score, rating.tier, rating.remark, rating.unit_id = row.score, row.tier, row.remark, row.unit_id
    rating.state, rating.reason, rating.version = State.APPROVED, "", rating.version + 1
    for name in (*TYPISTS, "entered_by", "submitted_by", "submitted_at"):
        setattr(rating, name, None)
    for name, value in stamp.items():
        setattr(rating, name, value)
