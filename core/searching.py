"""How rows are found by what somebody remembers of them.

Words are found whatever marks and blanks part them, and in all writings that NFKC makes one: 2 finds ②, II finds Ⅱ.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from functools import reduce
from operator import or_

from django.db.models import Q, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Replace
from pypinyin import Style, lazy_pinyin

from core.names import fold, search_key


def key_of(text: str) -> str:
    """`text` as a column that `sought_of` fills is searched for it: no blanks and marks, lower case, by NFKC."""
    return search_key(text).replace(" ", "").lower()


# The marks that search_key leaves out, of the blocks people write them in: databases know no class of them in common.
BLOCKS = (range(0x20, 0xC0), range(0x2010, 0x205F), range(0x3000, 0x3020), range(0xFF01, 0xFF66))
MARKS = "".join(
    mark for block in BLOCKS for mark in map(chr, block) if unicodedata.category(mark)[0] == "P" or mark.isspace()
)
# Characters by what NFKC and `search_key` make of them, of the blocks that hold enclosed and composed ones.
COMPOSED = (
    range(0xB2, 0xBF),
    range(0x2070, 0x2190),
    range(0x2460, 0x2500),
    range(0x3200, 0x3400),
    range(0xF900, 0xFB00),
)
WRITINGS = defaultdict(str)
for _one in (chr(code) for block in COMPOSED for code in block):
    if (_key := key_of(_one)) not in ("", _one.lower()):
        WRITINGS[_key] += _one
PIECES = re.compile("|".join(sorted(map(re.escape, WRITINGS), key=len, reverse=True)) + "|.", re.DOTALL)
BETWEEN = f"[{re.escape(MARKS)}]*"
LONGEST = 18  # digits of a number that every database holds


def says(text: str, names: Iterable[str]) -> Q:
    """Whether one of the fields `names` holds `text`, as it is written or whatever marks and blanks part it (R33)."""
    found = [Q(**{f"{name}__icontains": fold(text)}) for name in names]
    if key := key_of(text):
        pattern = BETWEEN.join(map(_piece, PIECES.findall(key)))
        found += [Q(**{f"{name}__iregex": pattern}) for name in names]
    return reduce(or_, found)


def _piece(text):
    """What finds `text`, one character or several that one may stand for, in each of its writings."""
    spelled = BETWEEN.join(f"[{re.escape(one)}{WRITINGS[one]}]" if one in WRITINGS else re.escape(one) for one in text)
    return f"(?:{spelled}|[{WRITINGS[text]}])" if len(text) > 1 else spelled


def person_key(name: str) -> Combinable:
    """The expression by which names of people at the look-up `name` are compared in a database, as `same_name` does
    (R33): without blanks, with one middle dot."""
    found = Replace(name, Value(" "), Value(""))
    for dot in "•・‧":
        found = Replace(found, Value(dot), Value("·"))
    return found


def numbered(text: str) -> tuple[str, int] | None:
    """(the words in front, the number) of a `text` that ends in a number which every database holds; None of others."""
    words, _blank, number = fold(text).rpartition(" ")
    return (words, int(number)) if number.isascii() and number.isdecimal() and len(number) <= LONGEST else None


def sought_of(name: str) -> str:
    """All that `name` is found by, for a column that is searched with `contains` instead of `says`: its pinyin
    initials, and itself as `key_of` writes it."""
    return f"{initials_of(name)} {key_of(name)}"


def initials_of(name: str) -> str:
    """The lower-case first letters of each syllable of `name`, other letters and digits kept: 文学院（2班） → wxy2b.

    So `wxy` finds 文学院. pypinyin: the maintained dictionary (MIT).
    """
    return "".join(lazy_pinyin(search_key(name), style=Style.FIRST_LETTER)).lower().replace(" ", "")[:200]
