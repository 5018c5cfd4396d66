"""“Did you mean …?”: the likeliest word or code for one that is not known."""

import difflib
from collections.abc import Iterable


def guess_among(word: str, known: Iterable[str]) -> str | None:
    """The known word that looks most like ``word``, or None. For short lists: the cost grows with each known word."""
    found = difflib.get_close_matches(word, list(known), n=1, cutoff=0.5)
    return found[0] if found else None


class CodeTwins:
    """Finds the known code that differs only in leading zeros or in case (1001 for 01001), in one look-up."""

    def __init__(self, known: Iterable[str]):
        self._twins = {_bare(code): code for code in known}

    def of(self, code: str) -> str | None:
        """The twin of a code that is not known, or None."""
        return self._twins.get(_bare(code))


def _bare(code: str) -> str:
    return code.casefold().lstrip("0")
