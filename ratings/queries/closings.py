"""Closed organisations and what their chains need, read from the database (R12, R13)."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from django.db.models import F, FilteredRelation, Q

from branches.models import Organisation
from ratings.rules.succession import ChainClosing, CountedBy, Interval, basis_of, course, resolve


class ClosedMember(NamedTuple):
    """A closed branch of a cohort on a day: primary keys of itself and of the cohort's unit, the baseline tier, by
    whose rating it counts, and whose that is, or will be (None: nobody's any more)."""

    key: int
    unit: int
    baseline: int
    basis: CountedBy
    heir: int | None


@dataclass
class Closures:
    """Closings and standings by primary key; `cohort`: {primary key: (unit, baseline tier)} of closed branches only."""

    closings: dict = field(default_factory=dict)
    standings: dict = field(default_factory=lambda: defaultdict(list))
    cohort: dict = field(default_factory=dict)
    _members: dict = field(default_factory=dict)

    def touched(self, organisations):
        """The units of closed cohort branches that count as what one of `organisations` (primary keys) stands at."""
        return {unit for key, (unit, _) in self.cohort.items() if not organisations.isdisjoint(self._chain(key))}

    def courses(self):
        """(unit, baseline tier, succession.Stretch) of every closed cohort branch."""
        for key, (unit, baseline) in self.cohort.items():
            for stretch in course(key, self.closings, self.standings):
                yield unit, baseline, stretch

    def members_on(self, day: date) -> list[ClosedMember]:
        """The cohort branches that are closed on `day`, which most targets are judged on together: resolved once."""
        if day not in self._members:
            self._members[day] = list(self._closed_on(day))
        return self._members[day]

    def _closed_on(self, day):
        for key, (unit, baseline) in self.cohort.items():
            if self.closings[key].on <= day:
                counted = resolve(key, day, self.closings, self.standings)
                heir = None if counted.left_out else counted.via or self.closings[key].successor
                yield ClosedMember(key, unit, baseline, basis_of(counted), heir)

    def _chain(self, key):
        chain = []
        while key is not None and key not in chain:
            chain.append(key)
            key = self.closings[key].successor if key in self.closings else None
        return chain


def closures(campaign) -> Closures:
    """Everything closed, on whatever day, with the standings down each chain: one query."""
    gone = Organisation.objects.filter(closed_on__gte=date.min).order_by()  # a range: SQLite reads an index
    heirs = gone.filter(successor__isnull=False).values("successor")
    rows = (
        Organisation.objects.filter(pk__in=gone.values("pk").union(heirs))
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
    found = Closures()
    for key, closed_on, successor, unit, baseline, tier, since, until in rows:
        if tier is not None:
            found.standings[key].append(Interval(tier, since, until))
        if closed_on is not None:
            found.closings[key] = ChainClosing(closed_on, successor)
            if unit is not None:
                found.cohort[key] = (unit, baseline)
    return found
