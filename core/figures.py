"""What stands behind a figure: its value, its computation in numbers, its rules and the lists it counts (M1)."""

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class NameList:
    """A list of branches behind a figure: `entries` are read when they are shown."""

    key: str
    title: object
    entries: list


@dataclass(frozen=True)
class Explanation:
    """One figure explained; `target` None for a state or a standing, `judged` the day that decides.

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
    related: list = field(default_factory=list)
