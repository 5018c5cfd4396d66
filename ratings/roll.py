"""The names behind the figures: every branch of a cohort with what it counts as, and why (M1).

The same rules as the board (`ratings.progress`), one branch at a time; a test holds the lists' lengths to the figures.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from branches.models import Organisation
from ratings import progress
from ratings.closures import closures
from ratings.models import Standing
from ratings.succession import Interval, resolve


@dataclass(frozen=True)
class Branch:
    """A branch as the lists show it: R14 lets its cohort unit see no more than this and its tiers."""

    pk: int
    code: str
    name: str
    category: str
    path: str
    closed_on: date | None
    closing_document: str
    successor: int | None


@dataclass(frozen=True)
class Entry:
    """A cohort branch on the day it is judged: what it started at, stands at, and is to the target.

    `unit`: primary key of the cohort's unit (R5); `since`: reference date of the rating that counts;
    `via`: primary key of the successor whose rating counts (R12), None when its own.
    """

    branch: Branch
    unit: int
    baseline: int
    standing: int | None
    since: date | None
    via: int | None
    outcome: progress.Outcome


BRANCH_FIELDS = ("pk", "code", "name", "category", "path", "closed_on", "closing_document", "successor")


def roll(campaign, target, on, unit=None):
    """The whole cohort of `target` on day `on`, the left-out ones included, of one `unit` (primary key) or of all.

    Two queries. Sorted by code.
    """
    if campaign.baseline_on is None or progress.cut(on, target.deadline) < campaign.baseline_on:
        return []
    judged = progress.cut(on, target.deadline)
    known = closures(campaign)
    entries = []
    for branch, cohort_unit, baseline, intervals in _cohort(campaign, target, unit):
        known.standings[branch.pk] = intervals
        counted = resolve(branch.pk, judged, known.closings, known.standings)
        member = progress.member_of(baseline, counted, campaign.baseline_on)
        outcome = progress.outcome(target, member)
        entries.append(Entry(branch, cohort_unit, baseline, counted.tier, counted.since, counted.via, outcome))
    return entries


def _cohort(campaign, target, unit):
    """(branch, cohort unit, baseline tier, own intervals) of each branch that began in one of the from-tiers."""
    rows = Standing.objects.filter(campaign=campaign, unit__isnull=False, baseline__in=target.from_tiers)
    if unit is not None:
        rows = rows.filter(unit=unit)
    columns = [f"organisation__{name}" for name in BRANCH_FIELDS]
    found, order = defaultdict(list), {}
    for row in rows.order_by("organisation__code", "since").values_list(
        *columns, "unit", "baseline", "tier", "since", "until"
    ):
        branch = Branch(*row[: len(columns)])
        cohort_unit, baseline, tier, since, until = row[len(columns) :]
        found[branch.pk].append(Interval(tier, since, until))
        order[branch.pk] = (branch, cohort_unit, baseline)
    return [(*order[key], intervals) for key, intervals in found.items()]


def names_of(keys):
    """`{primary key: (code, name)}` of organisations: one query."""
    rows = Organisation.objects.filter(pk__in=set(keys)).values_list("pk", "code", "name")
    return {pk: (code, name) for pk, code, name in rows}


def standings_on(campaign, on, organisations=None):
    """The standing rows in force on day `on` (R3), newest first only one per organisation, as a queryset."""
    rows = Standing.objects.filter(Q(until=None) | Q(until__gt=on), campaign=campaign, since__lte=on)
    return rows if organisations is None else rows.filter(organisation__in=organisations)
