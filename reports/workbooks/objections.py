"""What is wrong with a workbook, as the preview shows it: the first of it in full, the rest counted by kind."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from core.workbooks.tables import Problem

MOST_SHOWN = 200
MOST_KINDS = 50
# What differs between two sentences of one kind: what was typed, and numbers; the number of a rule stays.
PARTICULARS = re.compile(r"“[^”]*”|(?<![A-Za-z0-9])[0-9]+(?:[.:-][0-9]+)*")


@dataclass(frozen=True)
class KindOfProblem:
    """How often (`count`) a sheet's further problems say `message`, in which … stands for what differs."""

    sheet: str | None
    message: str
    count: int


@dataclass(frozen=True)
class ProblemList:
    """Problems for a page: the `first` ones, `rest`: how many follow, and the `kinds` of those, the commonest first.

    `in_cells`: one of them names a cell, so that there is something to correct in the workbook.
    """

    first: Sequence[Problem]
    rest: int
    kinds: Sequence[KindOfProblem]
    in_cells: bool

    @classmethod
    def of(cls, problems: Sequence[Problem]) -> "ProblemList":
        """The list of `problems`, in their order."""
        rest = problems[MOST_SHOWN:]
        counts = Counter((one.sheet, PARTICULARS.sub("…", one.message)) for one in rest)
        kinds = [KindOfProblem(*kind, count) for kind, count in counts.most_common(MOST_KINDS)]
        return cls(problems[:MOST_SHOWN], len(rest), kinds, any(one.cell for one in problems))
