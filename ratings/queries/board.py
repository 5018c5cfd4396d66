"""The reading side of the targets: figures of units and of the university on a day, in a constant number of queries.

Counts come from the stored tally (`ratings.standings`). The rules are in `rules.progress`, the lists behind each
figure in `cohort`.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, reduce
from operator import or_

from django.db.models import Q, QuerySet
from django.utils import timezone

from branches.as_of import called_on
from branches.choices import Kind
from core.scope import Scope
from ratings.models import Campaign, Tally
from ratings.rules import progress

NAMED_ONE_BY_ONE = 1000
UNIT_FIELDS = ("pk", "code", "kind", "closed_on")


@dataclass(frozen=True)
class BoardUnit:
    """A base organisation as a row of the board needs it; `counted`: whether it can have a cohort (R11)."""

    pk: int
    code: str
    kind: str
    closed_on: date | None
    name: str
    counted: bool


@dataclass(frozen=True)
class BoardRow:
    """One row of the board on day `on`: figures by target code, the cover where there is any, and the state (R10).

    `unit` None is the university; `cover`: {target code: branches whose promise is due in time}; `judged`: {target
    code: what is looked at to say how it stands on day `known`}.
    """

    unit: BoardUnit | None
    on: date
    figures: dict
    cover: dict
    state: progress.BoardState
    judged: dict
    known: date

    def cover_of(self, target):
        """Its branches covered for one of the targets (R24)."""
        return self.cover.get(target.code, 0)

    def state_of(self, target):
        """How it stands with one of the targets alone; None while a nearer deadline is open: the state is of the
        nearest one only (R10)."""
        nearest = progress.nearest_deadline(self.known, self.judged.values())
        if nearest and target.deadline > nearest and self.figures[target.code].cohort:
            return None
        return progress.state(self.known, [self.judged[target.code]])

    @property
    def gap(self):
        """Branches missing at all targets together: only for sorting rows, never shown as a sum (R9)."""
        return sum(figure.gap for figure in self.figures.values())


@dataclass(frozen=True)
class FiguresRow:
    """Figures by target code of one `unit`, None the university: without a cover there is no state (R10)."""

    unit: BoardUnit | None
    figures: dict


@dataclass(frozen=True)
class Board:
    """The targets of a campaign on a day."""

    campaign: Campaign
    on: date
    baseline_on: date | None
    targets: list
    university: BoardRow
    units: list

    @property
    def growing(self):
        """Whether cohorts are still to come: no baseline rating is official yet, or its entry has not closed."""
        closes_on, figures = self.campaign.baseline_closes_on, self.university.figures.values()
        is_open = closes_on is not None and self.on <= closes_on
        return is_open or not any(figure.cohort or figure.left_out for figure in figures)


def campaigns() -> list[Campaign]:
    """All campaigns, newest first, each with `baseline_on` and `figures_from`: one query."""
    return list(_campaigns().all())


@cache
def _campaigns():
    """To build this question takes longer than to answer it, and every page asks it."""
    return Campaign.objects.with_figures()


def chosen(campaigns, on, code="") -> Campaign | None:
    """The campaign of `code` among `campaigns` (as `campaigns()` gives them), None when there is none.

    Without a code the campaign on show: the latest with official figures on day `on`; when no figures are as old as
    that, the one whose figures are the oldest; when there are none at all, the newest.
    """
    if code:
        return next((campaign for campaign in campaigns if campaign.code == code), None)
    counted = [campaign for campaign in campaigns if campaign.figures_from]
    by_then = [campaign for campaign in counted if campaign.figures_from <= on]
    if by_then or not counted:
        return next(iter(by_then or campaigns), None)
    return min(counted, key=lambda campaign: campaign.figures_from)


def on_show(scope: Scope) -> Campaign | None:
    """The campaign on show today, read once in a request."""
    return scope.once("campaign on show", lambda: chosen(campaigns(), timezone.localdate()))


def of_units(units: Sequence[int]) -> Q:
    """The rows of `units` (primary keys); of more than are named one by one those of every unit."""
    return Q(unit__in=units) if len(units) <= NAMED_ONE_BY_ONE else Q(unit__isnull=False)


def is_deadline(campaign, day) -> bool:
    """Whether a target of `campaign` (None: there is none) is due on `day`: one query."""
    return campaign is not None and campaign.targets.filter(deadline=day).exists()


def deadlines_of(campaign) -> list[date]:
    """When its targets are due: one query."""
    return list(campaign.targets.order_by("deadline").values_list("deadline", flat=True).distinct())


def targets_of(campaign) -> list[progress.TargetRule]:
    """The campaign's targets as rules: one query, nearest deadline first."""
    return [
        progress.TargetRule(row.code, frozenset(row.from_tiers), row.to_tier, row.percent, row.deadline)
        for row in campaign.targets.all()
    ]


def units_of(campaign, organisations, on=None) -> list[BoardUnit]:
    """`organisations` (a queryset, maybe a slice) as the units of the board, called as on day `on` (None: today): one
    query."""
    name = "name"
    if on:
        organisations, name = called_on(organisations, on), "called"
    return [_unit(campaign, *row) for row in organisations.values_list(*UNIT_FIELDS, name)]


def unit_of(campaign, organisation) -> BoardUnit:
    """One base organisation as a unit of the board."""
    return _unit(campaign, *(getattr(organisation, name) for name in UNIT_FIELDS), organisation.name)


def _unit(campaign, pk, code, kind, closed_on, name):
    counted = campaign.counts_direct or kind != Kind.DIRECT_BRANCH
    return BoardUnit(pk, code, kind, closed_on, name, counted)


def board(campaign, on, units, cover: dict | None = None, known: date | None = None) -> Board:
    """The board of `campaign` on day `on` for `units` (BoardUnit): two queries whatever their number.

    The university's row always counts every unit; its needed, gap and met are computed on the sums (R9).
    `cover`: {primary key of a unit, None the university: {target code: branches}}, those not yet risen whose pledge or
    plan is due by the deadline (R10); 0 where nothing stands. `known`: the day of that cover and of the states, when
    `on` lies ahead (R34).
    """
    targets, known = targets_of(campaign), known or on
    groups = _groups(holding(campaign, targets, {on, known}), [unit.pk for unit in units])

    covered, figures_on = cover or {}, _Figures(targets, campaign.baseline_on)

    def row(unit):
        key = unit.pk if unit else None
        figures = figures_on(on, groups[key])
        today = figures if known == on else figures_on(known, groups[key])
        promised = covered.get(key, {})
        judged = {target.code: (target, today[target.code], promised.get(target.code, 0)) for target in targets}
        return BoardRow(unit, on, figures, promised, progress.state(known, judged.values()), judged, known)

    return Board(campaign, on, campaign.baseline_on, targets, row(None), [row(unit) for unit in units])


def figures_board(campaign, on, units) -> Board:
    """The same of figures alone, in FiguresRows, for who knows of no promises: two queries whatever their number."""
    targets = targets_of(campaign)
    groups = _groups(holding(campaign, targets, {on}), [unit.pk for unit in units])
    figures = _Figures(targets, campaign.baseline_on)
    university, *rows = [FiguresRow(unit, figures(on, groups[unit and unit.pk])) for unit in (None, *units)]
    return Board(campaign, on, campaign.baseline_on, targets, university, rows)


class _Figures:
    """The figures of the targets, of alike groups once: most of thousands of small units are alike in a target."""

    def __init__(self, targets, baseline_on):
        self._targets, self._baseline_on, self._told = targets, baseline_on, {}

    def __call__(self, on, groups):
        """{target code: Figure} of `groups` on day `on`."""
        return {target.code: self._figure(target, on, groups) for target in self._targets}

    def _figure(self, target, on, groups):
        key = target.code, on, *(group for group in groups if group.baseline in target.from_tiers)
        if key not in self._told:
            members = progress.members(target, on, groups, self._baseline_on) if self._baseline_on else []
            self._told[key] = progress.figure(target, members)
        return self._told[key]


def holding(campaign, targets, days) -> QuerySet[Tally]:
    """The Tally rows of those that started where one of `targets` starts and that hold on a day it is judged on, of
    one of `days`."""
    judged = {progress.cut(day, target.deadline) for target in targets for day in days}
    then = [holds(day) for day in judged]
    tiers = {tier for target in targets for tier in target.from_tiers}
    return Tally.objects.filter(reduce(or_, then, Q(pk=None)), campaign=campaign, baseline__in=tiers)


def holds(day: date) -> Q:
    """The Tally rows that hold on `day`."""
    return Q(since__lte=day) & (Q(until=None) | Q(until__gt=day))


def _groups(rows, units):
    """The Tally `rows` as groups by unit (primary key), the university's under None."""
    rows = rows.values_list("unit", "baseline", "tier", "rerated", "left_out", "since", "until", "count")
    found = defaultdict(list)
    # "or" would make the database read every unit's rows
    for unit, *group in rows.filter(of_units(units)).union(rows.filter(unit=None), all=True):
        found[unit].append(progress.AlikeGroup._make(group))
    return found
