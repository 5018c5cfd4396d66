"""How rows are found by what somebody remembers of them.

Words are found as they are stored, whatever marks and blanks part them (R33); ① and Ⅱ are found by themselves only.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import reduce
from operator import or_

from django.db.models import Q
from pypinyin import Style, lazy_pinyin

from core.names import fold, search_key

# The marks that search_key leaves out, of the blocks people write them in: databases know no class of them in common.
BLOCKS = (range(0x20, 0xC0), range(0x2010, 0x205F), range(0x3000, 0x3020), range(0xFF01, 0xFF66))
MARKS = "".join(
    mark for block in BLOCKS for mark in map(chr, block) if unicodedata.category(mark)[0] == "P" or mark.isspace()
)
LONGEST = 18  # digits of a number that every database holds


def says(text: str, names: Iterable[str]) -> Q:
    """Whether one of the fields `names` holds `text`, as it is written or whatever marks and blanks part it (R33)."""
    found = [Q(**{f"{name}__icontains": fold(text)}) for name in names]
    if key := search_key(text).replace(" ", ""):
        pattern = f"[{re.escape(MARKS)}]*".join(map(re.escape, key))
        found += [Q(**{f"{name}__iregex": pattern}) for name in names]
    return reduce(or_, found)


def numbered(text: str) -> tuple[str, int] | None:
    """(the words in front, the number) of a `text` that ends in a number which every database holds; None of others."""
    words, _blank, number = fold(text).rpartition(" ")
    return (words, int(number)) if number.isascii() and number.isdecimal() and len(number) <= LONGEST else None


def initials_of(name: str) -> str:
    """The lower-case first letters of each syllable of `name`, other letters and digits kept: 文学院（2班） → wxy2b.

    So `wxy` finds 文学院. pypinyin: the maintained dictionary (MIT).
    """
    return "".join(lazy_pinyin(search_key(name), style=Style.FIRST_LETTER)).lower().replace(" ", "")[:200]
