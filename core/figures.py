"""What stands behind a figure: its value, its computation in numbers, its rules and the lists it counts (M1)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol


@dataclass(frozen=True)
class NameNote:
    """What is said of a branch in a list besides, and where it is told at length."""

    text: str
    url: str


@dataclass(frozen=True)
class NameList:
    """A list of branches behind a figure: `entries` are read when they are shown.

    `notes`: given some of them, {primary key of a branch: [NameNote]}, shown to who may open the branch's page.
    """

    key: str
    title: object
    entries: Sequence
    notes: Callable[[list], dict] | None = None


@dataclass(frozen=True)
class Explanation:
    """One figure explained; `target` None for a state or a standing, `called` what a reader calls the target; `judged`
    the day that decides.

    `formula`: lines; `rules`: (number, text); `related`: the other figures of the target as (key, label, value).
    """

    label: object
    value: str
    on: date
    judged: date
    formula: list
    rules: list
    lists: list
    target: object = None
    called: str = ""
    related: list = field(default_factory=list)


class Family(Protocol):
    """Figures of one kind: explains `metric`, or returns None when it is none of them.

    `campaign`, `on`: of which activity, on which day; `unit`: an organisation, None for the university; `named`: with
    the names behind the figure.
    """

    def __call__(self, campaign, on: date, metric: str, unit, *, named: bool) -> Explanation | None: ...


_families: list[Family] = []


def declare(*families: Family) -> None:
    """Make an app's families known; it calls this in its own `figures`."""
    _families.extend(families)


def explained(campaign, on: date, metric: str, unit, *, named: bool) -> Explanation | None:
    """What stands behind `metric`, told by the family that knows it; None when no family does."""
    told = (family(campaign, on, metric, unit, named=named) for family in _families)
    return next((explanation for explanation in told if explanation), None)
