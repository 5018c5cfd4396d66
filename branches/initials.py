"""Pinyin initials, so that `wxy` finds 文学院. pypinyin: the maintained dictionary (MIT)."""

from pypinyin import Style, lazy_pinyin


def initials_of(name):
    """The lower-case first letters of each syllable of `name`, other letters and digits kept: 文学院2班 → wxy2b."""
    return "".join(lazy_pinyin(name, style=Style.FIRST_LETTER)).lower().replace(" ", "")[:200]
