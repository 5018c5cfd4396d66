"""When a call is refused, and in which words (N19). Pure: what the form of a call says in, sentences at fields out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from projects.choices import Applicants, Level, ResultRule

FULL_MARKS = 100
PRESET = (("选题意义", 20), ("创新性", 30), ("可行性", 30), ("预期成果", 20))
ACCEPTANCE_PRESET = (("实效性", 50), ("创新性", 25), ("可操作性", 25))  # forms.md 3.8
DAYS = {  # in their order
    "support_by": gettext_lazy("the unit review"),
    "judge_by": gettext_lazy("the expert review"),
    "starts_on": gettext_lazy("the begin of the projects"),
    "midterm_on": gettext_lazy("the mid-term report"),
    "final_on": gettext_lazy("the final report"),
}


@dataclass(frozen=True)
class CallText:
    """Everything that is typed of a call; `criteria` and `acceptance_criteria`: (name, points)."""

    title: str
    opens_on: date
    closes_at: datetime
    judge_by: date
    starts_on: date
    midterm_on: date
    final_on: date
    ends_on: date
    support_by: date | None = None
    text: str = ""
    applicants: str = Applicants.BRANCHES
    unit_quota: int | None = None
    key_quota: int = 0
    key_money: Decimal = Decimal(0)
    general_quota: int = 0
    general_money: Decimal = Decimal(0)
    result_rule: str = ResultRule.MEAN
    criteria: tuple = PRESET
    acceptance_criteria: tuple = ACCEPTANCE_PRESET
    extension_months: int = 3
    correction_months: int = 3
    very_late_days: int = 14
    excellent_percent: int = 50


CRITERIA = ("criteria", "acceptance_criteria")
OF_UNITS = ("support_by", "unit_quota")  # asked by the university only: a unit calls for its own
FIELDS = tuple(one.name for one in fields(CallText))


def objections(text: CallText, level: str) -> list[tuple[str, str]]:
    """(field, sentence) of all that a call of `level` cannot say: it closes before it opens, days out of their order,
    no class with a quota, money for a class without one, points that do not sum to 100."""
    return [*_of_days(text, level), *_of_classes(text), *_of_criteria(text)]


def _of_days(text, level) -> Iterator[tuple[str, str]]:
    closes_on = timezone.localdate(text.closes_at)
    if closes_on < text.opens_on:
        yield "closes_at", _("It closes before it opens.")
    if level == Level.UNIVERSITY and text.support_by is None:
        yield "support_by", _("Say by when the units review their applications.")
    last, before = closes_on, _("the end of the applications")
    for name, label in DAYS.items():
        day = getattr(text, name)
        if day and day < last:
            yield name, _("This day lies before %(before)s.") % {"before": before}
        if day:
            last, before = max(day, last), str(label)
    if text.ends_on < text.midterm_on:
        yield "ends_on", _("This day lies before %(before)s.") % {"before": str(DAYS["midterm_on"])}


def _of_classes(text) -> Iterator[tuple[str, str]]:
    if not text.key_quota and not text.general_quota:
        yield "general_quota", _("Say how many projects of one class at least can be approved.")
    for quota, money in (("key_quota", "key_money"), ("general_quota", "general_money")):
        if getattr(text, money) and not getattr(text, quota):
            yield money, _("There is money for projects of this class, but none can be approved.")


def _of_criteria(text) -> Iterator[tuple[str, str]]:
    for name in CRITERIA:
        if sentence := criteria_objection(getattr(text, name)):
            yield name, sentence


def criteria_objection(rows: Sequence[tuple[str, int]]) -> str:
    """Why these (name, points) are no criteria, in a sentence; "" when they are."""
    names = [name for name, _points in rows]
    if len(set(names)) < len(names):
        return _("Two criteria have the same name.")
    total = sum(points for _name, points in rows)
    return "" if total == FULL_MARKS else _("The points sum to %(total)d, not to 100.") % {"total": total}
