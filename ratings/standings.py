"""Keeps `Standing` and `Tally` equal to the official ratings and the closings: in the transaction of the change.

A figure then reads a few rows a unit, whether a unit has 8 branches or 2,000 (docs/decisions/0003-standings.md).
"""

from collections import Counter

from django.db import connection, transaction
from django.utils import timezone

from ratings.models import Campaign, Standing, Tally
from ratings.queries.closings import closures
from ratings.rules.progress import group_of
from ratings.signals import derived

MAX_NAMED = 500

STANDINGS = """
INSERT INTO ratings_standing
       (campaign_id, organisation_id, rating_id, unit_id, baseline, tier, since, until, approved_on, before, before_on)
SELECT r.campaign_id, t.organisation_id, t.id, b.cohort_unit_id, b.tier, t.tier, r.reference_date,
       LEAD(r.reference_date) OVER own, {approved_on}, LAG(t.tier) OVER own, LAG(r.reference_date) OVER own
FROM ratings_rating t
JOIN ratings_round r ON r.id = t.round_id
JOIN ratings_round base ON base.campaign_id = r.campaign_id AND base.is_baseline
LEFT JOIN ratings_rating b ON b.round_id = base.id AND b.organisation_id = t.organisation_id
     AND b.state = 'approved' AND b.cohort_unit_id IS NOT NULL AND (b.cohort_unit_id <> b.organisation_id OR %s)
WHERE t.state = 'approved' AND r.campaign_id = %s AND r.reference_date >= base.reference_date {some}
WINDOW own AS (PARTITION BY t.organisation_id ORDER BY r.reference_date)
"""
FIRST_APPROVED = """COALESCE(
    (SELECT MIN(h.history_date) FROM ratings_historicalrating h WHERE h.id = t.id AND h.state = 'approved'),
    t.approved_at)"""
UNIT_TALLIES = """
INSERT INTO ratings_tally (campaign_id, unit_id, baseline, tier, rerated, left_out, since, until, count)
SELECT s.campaign_id, s.unit_id, s.baseline, s.tier, s.since > base.reference_date, FALSE, s.since, s.until, COUNT(*)
FROM ratings_standing s
JOIN ratings_round base ON base.campaign_id = s.campaign_id AND base.is_baseline
WHERE s.campaign_id = %s AND s.unit_id IS NOT NULL
  AND s.organisation_id NOT IN (SELECT id FROM branches_organisation WHERE closed_on IS NOT NULL) {some}
GROUP BY s.campaign_id, s.unit_id, s.baseline, s.tier, s.since, s.until, base.reference_date
"""
UNIVERSITY_TALLY = """
INSERT INTO ratings_tally (campaign_id, unit_id, baseline, tier, rerated, left_out, since, until, count)
SELECT campaign_id, NULL, baseline, tier, rerated, left_out, since, until, SUM(count) FROM ratings_tally
WHERE campaign_id = %s AND unit_id IS NOT NULL
GROUP BY campaign_id, baseline, tier, rerated, left_out, since, until
"""


@transaction.atomic
def rebuild(campaign, organisations=None):
    """Derive again the standings of `organisations` (primary keys; None or very many: all) and the tallies they touch.

    One writer at a time per campaign: its row is locked first (SQLite holds the write lock anyway).
    """
    locked = Campaign.objects.with_baseline().select_for_update(of=("self",)).filter(pk=campaign.pk).first()
    if locked is None:
        return  # removed while this waited for it: nobody was rated in it
    baseline_on = locked.baseline_on
    if organisations is not None and len(organisations) > MAX_NAMED:
        organisations = None
    rows = Standing.objects.filter(campaign=campaign)
    if organisations is not None:
        rows = rows.filter(organisation__in=organisations)
    before = _units(rows) if organisations is not None else None
    rows._raw_delete(rows.db)
    day, zone = connection.ops.datetime_cast_date_sql(FIRST_APPROVED, (), timezone.get_current_timezone_name())
    derive = STANDINGS.replace("{approved_on}", day)
    _execute(derive, [*zone, campaign.counts_direct, campaign.pk], "t.organisation_id", organisations)
    closed = closures(campaign)
    alike = Counter((unit, group_of(baseline, stretch, baseline_on)) for unit, baseline, stretch in closed.courses())
    units = None if before is None else before | _units(rows.all()) | closed.touched(set(organisations))
    _retally(campaign, units, alike)
    derived.send(Standing, campaign=campaign, organisations=organisations)


def follow_closings(*, organisations, **_signal):
    """Receiver of `branches.signals.closed`: derive again what hangs on `organisations` (primary keys)."""
    for campaign in Campaign.objects.all():
        rebuild(campaign, organisations)


def _units(rows):
    return set(rows.filter(unit__isnull=False).order_by().values_list("unit", flat=True).distinct())


def _retally(campaign, units, closed):
    """`closed`: {(unit, AlikeGroup): count} of the closed cohort branches, whose tier may be a successor's (R12)."""
    stale = Tally.objects.filter(campaign=campaign)
    if units is None:
        stale._raw_delete(stale.db)
    else:
        for rows in (stale.filter(unit__in=units), stale.filter(unit=None)):
            rows._raw_delete(rows.db)
    _execute(UNIT_TALLIES, [campaign.pk], "s.unit_id", units)
    rows = [
        Tally(campaign=campaign, unit_id=unit, **group._replace(count=count)._asdict())
        for (unit, group), count in closed.items()
        if units is None or unit in units
    ]
    Tally.objects.bulk_create(rows, batch_size=MAX_NAMED)
    _execute(UNIVERSITY_TALLY, [campaign.pk])


def _execute(sql, params, column=None, keys=None):
    some = ""
    if keys is not None:
        keys = sorted(keys)
        some = f"AND {column} IN ({', '.join(['%s'] * len(keys))})" if keys else "AND 1 = 0"
    with connection.cursor() as cursor:
        cursor.execute(sql.format(some=some), [*params, *(keys or ())])
