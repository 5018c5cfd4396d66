"""The cohort unit (R5) when a move of the tree turns out to have been entered in error (R28)."""

from django.db import transaction
from django.db.models import Min

from branches.choices import ChangeKind
from branches.models import Organisation
from core import history
from ratings import standings
from ratings.choices import State
from ratings.models import Campaign, Rating


@transaction.atomic
def follow_voiding(*, changes, **_signal) -> None:
    """Receiver of `branches.signals.voided`: what was first approved while a branch seemed to have moved counts in the
    unit it belonged to; the unit that rated it stays. Then the figures of all concerned are derived again."""
    for change in changes:
        if change.kind == ChangeKind.MOVED:
            _correct(change)
    organisations = {change.organisation_id for change in changes}
    for campaign in Campaign.objects.order_by("pk"):
        standings.rebuild(campaign, organisations)


def _correct(move):
    units = Organisation.every.in_bulk([move.before, move.after], field_name="code")
    rows = Rating.objects.filter(organisation=move.organisation_id, cohort_unit=units[move.after]).order_by("pk")
    approved = Rating.history.filter(id__in=rows.values("pk"), state=State.APPROVED).order_by()
    first = dict(approved.values_list("id").annotate(Min("history_date")))
    wrong = [row for row in rows if row.pk in first and first[row.pk] >= move.recorded_at]
    for row in wrong:
        row.cohort_unit = units[move.before]
    history.update(Rating, wrong, ["cohort_unit"], by=None, reason=move.void_reason)
