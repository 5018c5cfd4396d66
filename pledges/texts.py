"""The text of a plan as values: what a form gives, a version keeps, the rows of a plan hold."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import date
from decimal import Decimal

from pledges.models import Measure, Plan, Resource


@dataclass(frozen=True)
class MeasureText:
    """What one measure says; `number` None: a new one. Empty `due_on` and `person` follow the plan."""

    text: str
    number: int | None = None
    start: Decimal | None = None
    goal_value: Decimal | None = None
    due_on: date | None = None
    person: str = ""


@dataclass(frozen=True)
class PlanText:
    """What a plan says. `due_on` is its due day when it was written; later only a reviewed move changes it (R26)."""

    goal: int | None
    due_on: date
    measures: tuple[MeasureText, ...]
    responsible: str = ""
    problem_types: tuple[str, ...] = ()
    problems: str = ""
    causes: str = ""
    leader: str = ""
    contact: str = ""

    @property
    def sentences(self):
        """Everything somebody typed in it, for who checks the words."""
        people = (self.responsible, self.leader, self.contact, *(measure.person for measure in self.measures))
        return [self.problems, self.causes, *map(in_full, self.measures), *people]

    def with_days(self, due_on: date, days: dict[int, date | None]) -> "PlanText":
        """With the due days that hold, of the plan and by number of its measures: only a reviewed move changes them."""
        measures = tuple(replace(one, due_on=days.get(one.number, one.due_on)) for one in self.measures)
        return replace(self, due_on=due_on, measures=measures)

    def numbered(self, after: int = 0) -> "PlanText":
        """With a number for every measure, new ones behind those that have one and behind `after`; of two with the same
        number the second is a new one."""
        last = max([after, *(measure.number or 0 for measure in self.measures)])
        measures, taken = [], {None}
        for measure in self.measures:
            if measure.number in taken:
                last += 1
                measure = replace(measure, number=last)
            taken.add(measure.number)
            measures.append(measure)
        return replace(self, measures=tuple(measures))


@dataclass(frozen=True)
class ResourceText:
    """What is brought in for a plan, from whom: an `amount` in yuan, or a person."""

    what: str
    source: str = ""
    amount: Decimal | None = None
    person: str = ""


PLAN_FIELDS = ("goal", "due_on", "responsible", "problems", "causes", "leader", "contact")
MEASURE_FIELDS = ("text", "number", "start", "goal_value", "due_on", "person")
RESOURCE_FIELDS = ("what", "source", "amount", "person")


def counted(measure: Measure | MeasureText) -> str:
    """From where to where what `measure` counts goes, in Chinese; "" when nothing is counted."""
    if None in (measure.start, measure.goal_value):
        return ""
    return f"从{_short(measure.start)}到{_short(measure.goal_value)}"


def in_full(measure: Measure | MeasureText) -> str:
    """What `measure` says together with what it counts: “考核得分” alone is no score, with its numbers it is."""
    return f"{measure.text}：{counted(measure)}" if counted(measure) else measure.text


def text_of(plan: Plan) -> PlanText:
    """What `plan` says as it stands in its rows; measures that a version left out are not in it. One query."""
    return text_from(plan, plan.measures.all())


def text_from(plan: Plan, measures: Iterable[Measure]) -> PlanText:
    """What `plan` says with these rows as its measures, saved or not."""
    facts = {name: getattr(plan, name) for name in PLAN_FIELDS}
    texts = tuple(measure_text(row) for row in measures if row.dropped_on is None)
    return PlanText(**facts, problem_types=tuple(plan.problem_types), measures=texts)


def measure_text(row: Measure) -> MeasureText:
    """What a stored measure says."""
    return MeasureText(**{name: getattr(row, name) for name in MEASURE_FIELDS})


def resource_text(row: Resource) -> ResourceText:
    """What a stored resource says."""
    return ResourceText(**{name: getattr(row, name) for name in RESOURCE_FIELDS})


def stored(text: PlanText) -> dict:
    """`text` as plain values for JSON."""
    return _plain(asdict(text))


def restored(content: dict) -> PlanText:
    """The PlanText of what `stored` gave."""
    measures = tuple(_measure(one) for one in content["measures"])
    values = {**content, "due_on": _day(content["due_on"]), "problem_types": tuple(content["problem_types"])}
    return PlanText(**{**values, "measures": measures})


def _measure(values):
    numbers = {name: values[name] and Decimal(values[name]) for name in ("start", "goal_value")}
    return MeasureText(**{**values, **numbers, "due_on": _day(values["due_on"])})


def _short(value):
    """12 for 12.00."""
    return f"{value:f}".rstrip("0").rstrip(".")


def _day(text):
    return date.fromisoformat(text) if text else None


def _plain(value):
    if isinstance(value, dict):
        return {name: _plain(one) for name, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(one) for one in value]
    return str(value) if isinstance(value, (date, Decimal)) else value
