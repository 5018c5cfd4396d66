"""What differs between two workbooks of one report, each difference with the acts that made it (R4)."""

from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import IO

from reports.queries.annual.acts import AnnualAct, acts_since
from reports.queries.annual.frozen import facts_in
from reports.rules.differences import FactDifference, differing


@dataclass(frozen=True)
class ToldDifference:
    """A difference and what was written meanwhile about what it is of."""

    difference: FactDifference
    acts: list[AnnualAct] = field(default_factory=list)

    @property
    def stored(self) -> dict:
        """As plain values, to be kept."""
        return asdict(self)


def told(before: IO[bytes], after: IO[bytes], since: datetime) -> list[ToldDifference]:
    """All that differs in the facts of two workbooks, the earlier one written at the moment `since`."""
    found = differing(facts_in(before), facts_in(after))
    acts = acts_since(since, {one.key for one in found})
    return [ToldDifference(one, acts.get(one.key, [])) for one in found]


def kept(changes: list[dict]) -> list[ToldDifference]:
    """What was `stored` of differences."""
    return [
        ToldDifference(FactDifference(**one["difference"]), [AnnualAct(**act) for act in one["acts"]])
        for one in changes
    ]
