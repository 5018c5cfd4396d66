"""What differs between two workbooks of one report, each difference with the acts that made it (R4)."""

from dataclasses import asdict, dataclass, field
from datetime import datetime
from itertools import groupby
from operator import attrgetter
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
        told = asdict(self)
        del told["difference"]["texts"]
        return told


def told(before: IO[bytes], after: IO[bytes], since: datetime) -> list[ToldDifference]:
    """All that differs in the facts of two workbooks, the earlier one written at the moment `since`."""
    found = differing(facts_in(before), facts_in(after))
    return [told for _sheet, rows in groupby(found, attrgetter("sheet")) for told in _told(list(rows), since)]


def kept(changes: list[dict]) -> list[ToldDifference]:
    """What was `stored` of differences."""
    return [
        ToldDifference(FactDifference(**one["difference"]), [AnnualAct(**act) for act in one["acts"]])
        for one in changes
    ]


def _told(differences, since):
    """Those of one sheet."""
    acts = acts_since(since, differences[0].sheet, set().union(*(one.texts for one in differences)))
    return [ToldDifference(one, _acts(one.texts & acts.keys(), acts)) for one in differences]


def _acts(codes, acts):
    """The acts on all organisations that a row names, in order."""
    return sorted((act for code in codes for act in acts[code]), key=lambda act: act.at)
