"""How parts are put together, as each language sets them: in Chinese full-width and without a blank.

Sentences are translated whole; this is for what is no sentence: a name before its value, a word behind another.
"""

from collections.abc import Iterable

from django.utils.translation import gettext, pgettext


def labelled(label: object, text: object) -> str:
    """A name before its value: "Risen: 3", “已晋位：3”."""
    return with_colon(label) + str(text)


def with_colon(label: object) -> str:
    """A name before a value that follows: "Risen: ", “已晋位：”."""
    return gettext("%(label)s: ") % {"label": label}


def bracketed(text: object) -> str:
    """What stands in brackets behind something else: " (past)", “（已过）”."""
    return gettext(" (%(text)s)") % {"text": text}


def listed(texts: Iterable[str]) -> str:
    """What stands in a row: "0101, 0102", “0101、0102”."""
    return pgettext("between items", ", ").join(texts)


def share_of(part: int, whole: int, share: str) -> str:
    """A count with its share, as it was truncated: "2 of 3 (66.6%)"."""
    return gettext("%(part)d of %(whole)d (%(share)s%%)") % {"part": part, "whole": whole, "share": share}
