"""What one text of a plan changes of another: fact by fact, measure by measure. Pure."""

from dataclasses import dataclass
from typing import Any

from pledges.choices import TextChange
from pledges.texts import MeasureText, PlanText

FACTS = ("goal", "due_on", "responsible", "problem_types", "problems", "causes", "leader", "contact")


@dataclass(frozen=True)
class FactChange:
    """One fact that at least one of two texts states, by the `name` of its field."""

    name: str
    before: Any
    after: Any

    @property
    def change(self):
        return TextChange.UNCHANGED if self.before == self.after else TextChange.CHANGED


@dataclass(frozen=True)
class MeasureChange:
    """One measure: as it was and as it is to be; None where a text does not have it."""

    number: int
    before: MeasureText | None
    after: MeasureText | None

    @property
    def change(self):
        if self.before is None:
            return TextChange.NEW
        if self.after is None:
            return TextChange.LEFT_OUT
        return TextChange.UNCHANGED if self.before == self.after else TextChange.CHANGED


def fact_changes(before: PlanText, after: PlanText) -> list[FactChange]:
    """Every fact that one of the two states, in the order of the form."""
    pairs = [FactChange(name, getattr(before, name), getattr(after, name)) for name in FACTS]
    return [pair for pair in pairs if pair.before or pair.after]


def measure_changes(before: PlanText, after: PlanText) -> list[MeasureChange]:
    """Every measure of the two, which have numbers, in their order."""
    was, is_now = ({one.number: one for one in text.measures} for text in (before, after))
    return [MeasureChange(number, was.get(number), is_now.get(number)) for number in sorted(was | is_now)]
