"""明细-党支部: one row a branch with everything that the tables count it by (N27)."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from django.db.models import Q, QuerySet

from branches import as_of
from branches.models import Organisation
from core.lists import in_parts
from core.workbooks.formulas import FactSheet, PackedRows
from ratings.models import Rating, Round, Standing
from ratings.queries.board import targets_of
from ratings.queries.census import counted_kinds
from ratings.queries.cohort import CohortMembers, standings_on
from ratings.queries.flow import last_rated
from ratings.queries.rateable import rateable
from ratings.rules.progress import Outcome, TargetRule
from reports.queries.annual.facts import words
from reports.queries.annual.facts.titles import FactTitle
from reports.queries.annual.query import AnnualQuery

COLUMNS = {
    "code": "编码",
    "name": "名称",
    "unit_code": "单位编码",
    "unit": "单位",
    "category": "类别",
    "baseline": "基准等次",
    "tier": "期末等次",
    "score": "期末得分",
    "tier_ago": "上年期末等次",
    "unit_key": "单位键",
    "here": "期末在册",
    "rated": "期末参评",
    "why_not": "未参评原因",
    "unit_key_ago": "上年单位键",
    "here_ago": "上年在册",
    "before": "上轮等次",
    "after": "本轮等次",
    "cohort_code": "基数单位编码",
    "cohort_key": "基数单位键",
    "document": "撤销文号",
}


def outcome_key(target: TargetRule) -> str:
    """The column of what a branch is to `target`."""
    return f"outcome {target.code}"


def outcome_ago_key(target: TargetRule) -> str:
    """The column of what it was a year before."""
    return f"outcome ago {target.code}"


@dataclass(frozen=True)
class BranchFacts:
    """The `sheet` of the branches, their `targets`, and the rounds between which they moved (None: there are not yet
    two), the later one first; `unit`: the key of the base organisation that it is the part of, None: of everybody."""

    sheet: FactSheet
    targets: list[TargetRule]
    rounds: tuple[Round, Round] | None
    unit: str | None

    def own(self, column: str) -> dict[str, str]:
        """What tells the unit's own rows by one of the columns of keys: a part holds those as well that were so a year
        before, or that count in its cohorts only."""
        return {column: self.unit} if self.unit else {}


def branch_facts(query: AnnualQuery) -> BranchFacts:
    """The BranchFacts of `query`; a constant number of queries for each part of the branches."""
    reading = _Reading(query)
    targets, rounds = reading.targets, reading.rounds
    columns = COLUMNS | {outcome_key(one): f"{one.code} 结果" for one in targets}
    columns |= {outcome_ago_key(one): f"{one.code} 上年结果" for one in targets}
    sheet = FactSheet(FactTitle.BRANCHES, columns, PackedRows(reading.rows()))
    return BranchFacts(sheet, targets, rounds, query.unit and words.key_of(query.unit.pk))


def branches_of(query: AnnualQuery) -> QuerySet[Organisation]:
    """All that `query` counts among the branches (R11) and that were founded by its day, the closed ones too; of a unit
    those that are its own, that were so a year ago or that are in one of its cohorts (R5, R14)."""
    founded = Q(founded_on=None) | Q(founded_on__lte=query.on)
    rows = Organisation.objects.filter(founded, kind__in=counted_kinds(query.campaign))
    if query.unit:
        own = as_of.belonging(rows, query.unit, query.on).order_by().values("pk")
        former = as_of.belonging(rows, query.unit, query.year_ago).order_by().values("pk")
        counted = Standing.objects.filter(campaign=query.campaign, unit=query.unit).order_by().values("organisation")
        rows = rows.filter(Q(pk__in=own) | Q(pk__in=former) | Q(pk__in=counted))
    return rows.order_by("code")


class CohortPlace(NamedTuple):
    """The unit (primary key) whose cohort a branch is in (R5), and what it is to a target."""

    unit: int
    outcome: Outcome


class _Reading:
    """What the rows are made of: the branches a part at a time, everything else once and no more of it than is told."""

    def __init__(self, query: AnnualQuery):
        self.query = query
        self.targets = targets_of(query.campaign)
        rated = last_rated(query.campaign, query.on, 2)
        self.rounds = (rated[0], rated[1]) if len(rated) == 2 else None
        self.last = query.campaign.rounds.filter(reference_date__lte=query.on).order_by("reference_date").last()

    def rows(self) -> Iterator[tuple]:
        """The cells of each branch, in the order of the columns."""
        for part in in_parts(branches_of(self.query)):
            units, units_ago = (as_of.units_on(part, day) for day in (self.query.on, self.query.year_ago))
            names = as_of.names_on({*part, *units.values()}, self.query.on)
            categories = as_of.categories_on(part, self.query.on)
            for one in part:
                unit = units[one.pk]
                category = as_of.category_word(categories[one.pk]) or words.NONE
                called = one.code, names[one.pk], unit.code, names[unit.pk], category
                yield *called, *self._counted_by(one, unit, units_ago[one.pk])

    def _counted_by(self, branch, unit, ago):
        query, key = self.query, branch.pk
        here, standing = self._is_here(branch, query.on), self.standings.get(key)
        started = self.cohorts.get(key)
        return (
            words.tier(self.baselines.get(key)),
            words.tier(standing and standing[0]),
            standing[1] if standing and standing[1] is not None else words.NONE,
            words.tier(self.standings_ago.get(key)),
            words.key_of(unit.pk),
            words.yes(here),
            words.yes(here and standing),
            words.NONE if standing or not here else self._why_not(branch),
            words.key_of(ago.pk),
            words.yes(self._is_here(branch, query.year_ago)),
            *self._movement(branch),
            self.unit_codes.get(started, words.NONE),
            words.key_of(started) if started else words.NONE,
            branch.closing_document or words.NONE,
            *(_outcome(self.entries[target.code].get(key)) for target in self.targets),
            *(_outcome(self.entries_ago[target.code].get(key)) for target in self.targets),
        )

    @cached_property
    def unit_codes(self) -> Mapping[int, str]:
        return dict(Organisation.objects.units().order_by().values_list("pk", "code"))

    @cached_property
    def baselines(self) -> Mapping[int, int]:
        rows = Rating.objects.official().filter(round__campaign=self.query.campaign, round__is_baseline=True)
        rows = rows.filter(round__reference_date__lte=self.query.on).order_by()
        return dict(rows.values_list("organisation", "tier"))

    @cached_property
    def standings(self) -> Mapping[int, tuple[int, Decimal | None]]:
        rows = standings_on(self.query.campaign, self.query.on).order_by()
        return {key: (tier, score) for key, tier, score in rows.values_list("organisation", "tier", "rating__score")}

    @cached_property
    def standings_ago(self) -> Mapping[int, int]:
        rows = standings_on(self.query.campaign, self.query.year_ago).order_by()
        return dict(rows.values_list("organisation", "tier"))

    @cached_property
    def rateable(self) -> set[int]:
        """Those who are rated in the last round by the day (R13, R16)."""
        rows = rateable(Organisation.objects.filter(kind__in=counted_kinds(self.query.campaign)), self.last)
        return set(rows.order_by().values_list("pk", flat=True))

    @cached_property
    def entries(self) -> Mapping[str, Mapping[int, CohortPlace]]:
        """{code of a target: {primary key of a branch: its CohortPlace}}."""
        return self._entries(self.query.on)

    @cached_property
    def entries_ago(self) -> Mapping[str, Mapping[int, CohortPlace]]:
        """The same a year before."""
        return self._entries(self.query.year_ago)

    def _entries(self, on):
        cohorts = {target.code: CohortMembers(self.query.campaign, target, on).of() for target in self.targets}
        return {
            code: {one.branch.pk: CohortPlace(one.unit, one.outcome) for one in entries}
            for code, entries in cohorts.items()
        }

    @cached_property
    def cohorts(self) -> Mapping[int, int]:
        """{primary key of a branch: that of the unit whose cohort it is in (R5)}."""
        return {key: entry.unit for found in self.entries.values() for key, entry in found.items()}

    @cached_property
    def ratings(self) -> Mapping[int, Mapping[int, int]]:
        """{round: {branch: tier}} of the two rounds between which branches moved."""
        rows = Rating.objects.official().filter(round__in=self.rounds or ()).order_by()
        found = defaultdict(dict)
        for key, round_, tier in rows.values_list("organisation", "round", "tier"):
            found[round_][key] = tier
        return found

    def _movement(self, branch):
        """Where it stood in the earlier and in the later round; nothing when it was rated in neither."""
        if not self.rounds:
            return words.NONE, words.NONE
        later, earlier = self.rounds
        before, after = (self.ratings[one.pk].get(branch.pk) for one in (earlier, later))
        if not before and not after:
            return words.NONE, words.NONE
        gone = not branch.is_open_on(later.reference_date)
        return words.tier(before, words.UNRATED), words.tier(after, words.CLOSED if gone else words.UNRATED)

    def _why_not(self, branch):
        return words.NOT_OFFICIAL if branch.pk in self.rateable else words.TOO_NEW

    @staticmethod
    def _is_here(branch, day: date):
        return branch.is_open_on(day) and (branch.founded_on is None or branch.founded_on <= day)


def _outcome(entry):
    return words.OUTCOMES[entry.outcome] if entry else words.NONE
