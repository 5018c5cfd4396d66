"""Keeps `CoverSpan` and `CoverStep` equal to plans, standings and closings: in the transaction of the change (R24).

Each cohort branch has its covered days of its own, from which the steps of its unit and of the university are summed;
a board then reads a few rows a unit (docs/decisions/0014-cover.md).
"""

from collections import Counter, defaultdict

from django.db import transaction
from django.db.models import Sum

from pledges.models import CoverSpan, CoverStep
from pledges.queries.promises import promises_of
from pledges.rules.cover import covered_days
from ratings.actions.campaigns import planned
from ratings.models import Campaign, Standing
from ratings.rules.succession import Interval

AT_ONCE = 500


@transaction.atomic
def derive(campaign, organisations=None) -> None:
    """Derive again the covered days of `organisations` (primary keys; None or very many: all) in `campaign`.

    One writer at a time per campaign, as for the standings.
    """
    list(Campaign.objects.select_for_update().filter(pk=campaign.pk))
    if organisations is not None and len(organisations) > AT_ONCE:
        organisations = None
    stale = CoverSpan.objects.filter(target__campaign=campaign)
    if organisations is not None:
        stale = stale.filter(organisation__in=organisations)
    touched = set(stale.order_by().values_list("unit", flat=True).distinct())
    spans = _spans(campaign, organisations)
    if touched or spans:
        stale.delete()
        CoverSpan.objects.bulk_create(spans, batch_size=AT_ONCE)
        touched |= {span.unit_id for span in spans}
        _sum_up(campaign, None if organisations is None else touched)


def follow_standings(*, campaign, organisations, **_signal) -> None:
    """Receiver of `ratings.signals.derived`."""
    derive(campaign, organisations)


def _spans(campaign, organisations):
    """The CoverSpans of every cohort branch with a promise: five queries, one when nobody promises anything."""
    promised = promises_of(campaign, organisations)
    if not promised:
        return []
    targets = [(target, planned(target)) for target in campaign.targets.all()]
    return [
        CoverSpan(target=target, organisation_id=key, unit_id=unit, since=days.since, until=days.until)
        for key, unit, baseline, closed_on, standings in _cohort(campaign, promised)
        for target, rule in targets
        if baseline in rule.from_tiers
        for days in covered_days(rule, promised[key], standings, closed_on)
    ]


def _cohort(campaign, keys):
    """(primary key, unit, baseline tier, closing day, [Interval]) of the cohort branches among `keys`."""
    rows = Standing.objects.filter(campaign=campaign, unit__isnull=False).order_by("organisation", "since")
    if len(keys) <= AT_ONCE:
        rows = rows.filter(organisation__in=keys)
    found = defaultdict(list)
    for *who, tier, since, until in rows.values_list(
        "organisation", "unit", "baseline", "organisation__closed_on", "tier", "since", "until"
    ):
        if who[0] in keys:
            found[tuple(who)].append(Interval(tier, since, until))
    return [(*who, standings) for who, standings in found.items()]


def _sum_up(campaign, units):
    """The steps of `units` (None: all) and of the university anew from the covered days."""
    spans = CoverSpan.objects.filter(target__campaign=campaign)
    steps = CoverStep.objects.filter(target__campaign=campaign)
    if units is not None:
        spans, steps = spans.filter(unit__in=units), steps.filter(unit__in=units)
    steps.delete()
    _insert(_changes(spans.values_list("target", "unit", "since", "until")))
    CoverStep.objects.filter(target__campaign=campaign, unit=None).delete()
    everyone = CoverStep.objects.filter(target__campaign=campaign).order_by().values_list("target", "day")
    _insert({(target, None, day): change for target, day, change in everyone.annotate(Sum("change"))})


def _changes(spans):
    found = Counter()
    for target, unit, since, until in spans:
        found[target, unit, since] += 1
        found[target, unit, until] -= 1
    return found


def _insert(changes):
    rows = [
        CoverStep(target_id=target, unit_id=unit, day=day, change=change)
        for (target, unit, day), change in changes.items()
        if change
    ]
    CoverStep.objects.bulk_create(rows, batch_size=AT_ONCE)
