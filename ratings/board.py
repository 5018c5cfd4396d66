"""The reading side of the targets: figures of units and of the university on a day, in a constant number of queries.

Counts come from the stored tally; only branches of closed organisations are looked at one by one. The rules are in
`ratings.progress`; the lists behind each figure in `ratings.roll`.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from django.db.models import F, FilteredRelation, Q

from branches.choices import Kind
from branches.models import Organisation
from ratings import progress
from ratings.models import Campaign, Tally
from ratings.succession import Closing, Interval


@dataclass(frozen=True)
class Unit:
    """A base organisation as a row of the board needs it; `counted`: whether it can have a cohort (R11)."""

    pk: int
    code: str
    name: str
    kind: str
    closed_on: date | None
    counted: bool


@dataclass(frozen=True)
class Row:
    """One row of the board: figures by target code and the state (R10); `unit` None is the university."""

    unit: Unit | None
    figures: dict
    state: progress.State

    @property
    def gap(self):
        """Branches missing at all targets together: only for sorting rows, never shown as a sum (R9)."""
        return sum(figure.gap for figure in self.figures.values())


@dataclass(frozen=True)
class Board:
    """The targets of a campaign on a day."""

    campaign: Campaign
    on: date
    baseline_on: date | None
    targets: list
    university: Row
    units: list


@dataclass
class Closures:
    """Closed organisations and what their chains need: closings, intervals, and cohort branches by unit."""

    closings: dict = field(default_factory=dict)
    standings: dict = field(default_factory=lambda: defaultdict(list))
    cohort: dict = field(default_factory=lambda: defaultdict(list))

    @property
    def everyone(self):
        return [branch for branches in self.cohort.values() for branch in branches]


def campaigns():
    """All campaigns, newest first, each with `baseline_on`: one query."""
    return list(Campaign.objects.with_baseline())


def chosen(campaigns, code=None):
    """The campaign of `code` among `campaigns`, the newest without one; None when there is none."""
    return next((campaign for campaign in campaigns if code in (None, "", campaign.code)), None)


def targets_of(campaign):
    """The campaign's targets as rules: one query, nearest deadline first."""
    return [
        progress.Target(row.code, frozenset(row.from_tiers), row.to_tier, row.percent, row.deadline)
        for row in campaign.targets.all()
    ]


def units_of(campaign, organisations):
    """`organisations` (a queryset, maybe a slice) as the units of the board: one query."""
    rows = organisations.values_list("pk", "code", "name", "kind", "closed_on")
    return [Unit(*row, counted=campaign.counts_direct or row[3] != Kind.DIRECT_BRANCH) for row in rows]


def board(campaign, on, units):
    """The board of `campaign` on day `on` for `units` (Unit): three queries whatever their number.

    The university's row always counts every unit; its needed, gap and met are computed on the sums (R9).
    """
    targets = targets_of(campaign)
    groups = _groups(campaign, [unit.pk for unit in units])
    closures = closures_on(campaign, on)
    baseline_on = campaign.baseline_on

    def row(unit, groups, closed):
        figures = {t.code: _figure(t, on, groups, closed, closures, baseline_on) for t in targets}
        return Row(unit, figures, progress.state(on, [(t, figures[t.code], 0) for t in targets]))

    return Board(
        campaign,
        on,
        baseline_on,
        targets,
        row(None, groups[None], closures.everyone),
        [row(unit, groups[unit.pk], closures.cohort[unit.pk]) for unit in units],
    )


def _figure(target, on, groups, closed, closures, baseline_on):
    if baseline_on is None:
        return progress.Figure(target.percent)
    found = progress.members(target, on, groups, closed, closures.closings, closures.standings, baseline_on)
    return progress.figure(target, found)


def _groups(campaign, units):
    """Tally rows by unit, the university's under None."""
    rows = Tally.objects.filter(Q(unit__in=units) | Q(unit=None), campaign=campaign).values_list(
        "unit", "baseline", "tier", "since", "until", "count"
    )
    found = defaultdict(list)
    for unit, *group in rows:
        found[unit].append(progress.Group(*group))
    return found


def closures_on(campaign, on):
    """Everything closed on or before `on`, with the standings down each chain: one query (R12, R13)."""
    gone = Organisation.objects.filter(closed_on__lte=on)
    heirs = gone.filter(successor__isnull=False).order_by().values("successor")
    rows = (
        Organisation.objects.filter(Q(closed_on__lte=on) | Q(pk__in=heirs))
        .annotate(stand=FilteredRelation("standings", condition=Q(standings__campaign=campaign)))
        .order_by("pk", F("stand__since").asc())
        .values_list(
            "pk",
            "closed_on",
            "successor",
            "stand__unit",
            "stand__baseline",
            "stand__tier",
            "stand__since",
            "stand__until",
        )
    )
    closures = Closures()
    for key, closed_on, successor, unit, baseline, tier, since, until in rows:
        if tier is not None:
            closures.standings[key].append(Interval(tier, since, until))
        if closed_on is None or closed_on > on:
            continue
        if key not in closures.closings and unit is not None:
            closures.cohort[unit].append(progress.Closed(key, baseline))
        closures.closings.setdefault(key, Closing(closed_on, successor))
    return closures
