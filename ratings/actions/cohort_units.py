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
    _correct([change for change in changes if change.kind == ChangeKind.MOVED])
    organisations = {change.organisation_id for change in changes}
    for campaign in Campaign.objects.order_by("pk"):
        standings.rebuild(campaign, organisations)


def _correct(moves):
    """Three queries whatever their number."""
    of_branch = {move.organisation_id: move for move in moves}
    codes = {code for move in moves for code in (move.before, move.after)}
    units = Organisation.every.in_bulk(codes, field_name="code")
    baselines = Rating.objects.filter(organisation__in=of_branch, cohort_unit__isnull=False).order_by("pk")
    approved = Rating.history.filter(id__in=baselines.values("pk"), state=State.APPROVED).order_by()
    first = dict(approved.values_list("id").annotate(Min("history_date")))
    wrong = []
    for row in baselines:
        move = of_branch[row.organisation_id]
        is_of_move = row.cohort_unit_id == units[move.after].pk and row.pk in first
        if is_of_move and first[row.pk] >= move.recorded_at:
            row.cohort_unit = units[move.before]
            wrong.append(row)
    if wrong:
        history.update(Rating, wrong, ["cohort_unit"], by=None, reason=moves[0].void_reason)
