"""The names behind the figures: every branch of a cohort with what it counts as, and why (M1).

The same rules as the board (`rules.progress`), one branch at a time; a test holds the lists' lengths to the figures.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import FilteredRelation, Q, QuerySet
from django.utils.functional import cached_property

from core.lists import ReadRows
from ratings.choices import Tier
from ratings.models import Campaign, Standing
from ratings.queries.board import campaigns, chosen
from ratings.queries.closings import Closures, closures
from ratings.rules import progress
from ratings.rules.succession import CountedBy, Interval, basis_of, resolve, standing_on


@dataclass(frozen=True)
class CohortBranch:
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
class CohortEntry:
    """A cohort branch on the day it is judged: what it started at, stands at, and is to the target.

    `unit`: primary key of the cohort's unit (R5); `since`: reference date of the rating that counts;
    `via`: primary key of the successor whose rating counts (R12), None when its own; `own`: the tier of its own last
    rating; `basis`: by whose it counts, once it is closed, else None.
    """

    branch: CohortBranch
    unit: int
    baseline: int
    standing: int | None
    since: date | None
    via: int | None
    outcome: progress.Outcome
    own: int | None
    basis: CountedBy | None


ALL = Q()
START = ("unit", "baseline", "tier", "since", "until")
BRANCH_FIELDS = ("pk", "code", "name", "category", "path", "closed_on", "closing_document", "successor")


class CohortMembers:
    """The cohort of `target` on day `on`, the left-out ones included, of one `unit` (primary key) or of all."""

    def __init__(self, campaign: Campaign, target: progress.TargetRule, on: date, unit: int | None = None):
        self._campaign, self._target, self._on, self._unit = campaign, target, on, unit
        self._judged = progress.cut(on, target.deadline)

    def of(self, outcomes: Iterable[progress.Outcome] = progress.Outcome, among: Q = ALL) -> ReadRows:
        """The CohortEntries of those that are one of `outcomes`, by code; `among`: those Standings only.

        Three queries for a slice of them, one more for how many.
        """
        rows = self._rows().filter(among, self._are(set(outcomes))).order_by("organisation__code")
        columns = [*(f"organisation__{name}" for name in BRANCH_FIELDS), *START]
        return ReadRows(rows, self._entries, columns=columns)

    def _rows(self):
        """One Standing of each: the own one in force on the day that is judged."""
        if not _has_begun(self._campaign, self._target, self._on):
            return Standing.objects.none()
        rows = standings_on(self._campaign, self._judged)
        rows = rows.filter(baseline__in=self._target.from_tiers)
        return rows if self._unit is None else rows.filter(unit=self._unit)

    def _are(self, outcomes):
        """Whether a Standing is of one of `outcomes`: the rule is asked about each way in which open branches can be
        alike, and about each closed one."""
        if outcomes == set(progress.Outcome):
            return ALL
        closed, begun, alike = self._closed, self._campaign.baseline_on, Q(pk__in=[])
        for baseline in self._target.from_tiers:
            rerated, not_rerated = (self._tiers(outcomes, baseline, rerated=one) for one in (True, False))
            both = rerated & not_rerated
            alike |= Q(baseline=baseline, tier__in=both)
            alike |= Q(baseline=baseline, tier__in=rerated - both, since__gt=begun)
            alike |= Q(baseline=baseline, tier__in=not_rerated - both, since__lte=begun)
        those = Q(organisation__in=[key for key, outcome in closed.items() if outcome in outcomes])
        return alike & ~Q(organisation__in=list(closed)) | those

    def _tiers(self, outcomes, baseline, *, rerated):
        """At which tiers an open branch that started at `baseline` is one of `outcomes`."""
        member = progress.Member(baseline, None, rerated, left_out=False)
        return {tier for tier in Tier if progress.outcome(self._target, member._replace(standing=tier)) in outcomes}

    @cached_property
    def _known(self):
        return closures(self._campaign)

    @cached_property
    def _closed(self):
        """{primary key: Outcome} of those that are closed by the day that is judged."""
        known, found = self._known, {}
        for key, (_unit, baseline) in known.cohort.items():
            if baseline in self._target.from_tiers and known.closings[key].on <= self._judged:
                counted = resolve(key, self._judged, known.closings, known.standings)
                member = progress.member_of(baseline, counted, self._campaign.baseline_on)
                found[key] = progress.outcome(self._target, member)
        return found

    def _entries(self, rows):
        for *branch, unit, baseline, tier, since, until in rows:
            start = CohortBranch(*branch), unit, baseline, [Interval(tier, since, until)]
            yield _entry(self._campaign, self._target, self._on, self._known, *start)


def of_branches(campaign, targets, on, branches) -> dict:
    """{primary key: [(TargetRule, CohortEntry)]} of those `targets` whose cohorts `branches` (Organisations) belong to.

    Branches of no cohort are left out. One query, two when one of them is closed.
    """
    known = closures(campaign) if any(branch.closed_on for branch in branches) else Closures()
    return {
        member.branch.pk: [
            (target, _entry(campaign, target, on, known, *member))
            for target in targets
            if member.baseline in target.from_tiers and _has_begun(campaign, target, on)
        ]
        for member in _cohort(campaign, Standing.objects.filter(organisation__in=branches))
    }


def _has_begun(campaign, target, on):
    """Whether there are figures on the day `target` is judged (R3)."""
    return campaign.baseline_on is not None and campaign.baseline_on <= progress.cut(on, target.deadline)


def _entry(campaign, target, on, known, branch, unit, baseline, intervals):
    known.standings[branch.pk] = intervals
    judged = progress.cut(on, target.deadline)
    counted, own = resolve(branch.pk, judged, known.closings, known.standings), standing_on(intervals, judged)
    outcome = progress.outcome(target, progress.member_of(baseline, counted, campaign.baseline_on))
    basis = basis_of(counted) if branch.closed_on and branch.closed_on <= judged else None
    standing = counted.tier, counted.since, counted.via
    return CohortEntry(branch, unit, baseline, *standing, outcome, own.tier if own else None, basis)


class CohortStart(NamedTuple):
    """A branch of a cohort: where it started, and its own standings."""

    branch: CohortBranch
    unit: int
    baseline: int
    intervals: list


def _cohort(campaign, rows):
    """The Started behind those Standing `rows` of `campaign` that belong to cohorts, by code."""
    rows = rows.filter(campaign=campaign, unit__isnull=False)
    columns = [f"organisation__{name}" for name in BRANCH_FIELDS]
    found, order = defaultdict(list), {}
    for row in rows.order_by("organisation__code", "since").values_list(
        *columns, "unit", "baseline", "tier", "since", "until"
    ):
        branch = CohortBranch(*row[: len(columns)])
        cohort_unit, baseline, tier, since, until = row[len(columns) :]
        found[branch.pk].append(Interval(tier, since, until))
        order[branch.pk] = (branch, cohort_unit, baseline)
    return [CohortStart(*order[key], intervals) for key, intervals in found.items()]


def tier_of(organisation, on) -> Tier | None:
    """The tier at which `organisation` stands on day `on` in the campaign on show (R3); None without an official
    rating."""
    rows = standings_on(chosen(campaigns(), on), on, [organisation]).order_by()
    tier = rows.values_list("tier", flat=True).first()
    return None if tier is None else Tier(tier)


def standings_on(campaign, on, organisations=None) -> QuerySet[Standing]:
    """The standing rows in force on day `on` (R3), newest first only one per organisation, as a queryset."""
    rows = Standing.objects.filter(in_force(campaign, on))
    return rows if organisations is None else rows.filter(organisation__in=organisations)


def in_force(campaign: Campaign, on: date) -> Q:
    """Whether a standing row is in force on day `on` (R3)."""
    return Q(Q(until=None) | Q(until__gt=on), campaign=campaign, since__lte=on)


def standing_of_each(campaign: Campaign | None, on: date) -> FilteredRelation:
    """The standing in force on day `on` (R3) as an annotation of organisations: none of those without one are left
    out."""
    now = Q(standings__until=None) | Q(standings__until__gt=on)
    return FilteredRelation("standings", condition=Q(now, standings__campaign=campaign, standings__since__lte=on))
