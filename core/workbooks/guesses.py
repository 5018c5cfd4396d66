"""“Did you mean …?”: the likeliest word or code for one that is not known."""

import difflib
from collections import defaultdict
from collections.abc import Iterable


def guess_among(word: str, known: Iterable[str]) -> str | None:
    """The known word that looks most like ``word``, or None. For short lists: the cost grows with each known word."""
    found = difflib.get_close_matches(word, list(known), n=1, cutoff=0.5)
    return found[0] if found else None


class CodeTwins:
    """Finds the known codes that differ only in leading zeros or in case (1001 for 01001), in one look-up."""

    def __init__(self, known: Iterable[str]):
        self._twins = defaultdict(list)
        for code in dict.fromkeys(known):
            self._twins[_bare(code)].append(code)

    def of(self, code: str) -> list[str]:
        """The twins of a code in a stable order, itself not among them."""
        return sorted(twin for twin in self._twins.get(_bare(code), ()) if twin != code)


def _bare(code: str) -> str:
    return code.casefold().lstrip("0")
