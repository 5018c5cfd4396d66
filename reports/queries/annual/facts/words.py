"""The words of the facts, each said once: formulas count them. Chinese whatever the language, as in every workbook."""

from ratings.choices import TIER_WORDS, Tier
from ratings.rules.progress import Outcome

YES, NO, NONE = "是", "否", "—"
UNRATED, CLOSED = "未评定", "已撤销"
TOO_NEW, NOT_OFFICIAL = "成立不足一年", "评定未审定"
OUTCOMES = {
    Outcome.RISEN: "已晋位",
    Outcome.MOVED_UP: "上升未达目标",
    Outcome.NOT_RERATED: "未再评定",
    Outcome.STAYED: "未上升",
    Outcome.LEFT_OUT: "未计入",
}
COUNTED = tuple(outcome for outcome in OUTCOMES if outcome != Outcome.LEFT_OUT)


def yes(holds) -> str:
    """是 or 否."""
    return YES if holds else NO


def tier(value: int | None, without: str = NONE) -> str:
    """The word of a tier, `without` one another."""
    return TIER_WORDS[Tier(value).identifier] if value else without


def key_of(unit: int) -> str:
    """What a base organisation (its primary key) is counted by: a spreadsheet takes code 01 for 1 and a for A."""
    return f"U{unit}"
