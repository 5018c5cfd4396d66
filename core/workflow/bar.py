"""Where a thing stands on its way, and who must act next: what templates/ui/workflow.html draws."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import TextChoices


@dataclass(frozen=True)
class BarStep:
    """One state on the way."""

    label: str
    done: bool
    current: bool


@dataclass(frozen=True)
class WorkflowBar:
    """The way in steps; `waits_for`: who must act next, in words, empty at its end."""

    steps: list[BarStep]
    waits_for: str = ""


def bar(way: Sequence[TextChoices], state: TextChoices, waits_for: str = "") -> WorkflowBar:
    """The bar of a thing in `state`, one of the `way`; the last state is the end and counts as done."""
    here, last = way.index(state), len(way) - 1
    steps = [
        BarStep(step.label, done=place < here or here == last, current=place == here) for place, step in enumerate(way)
    ]
    return WorkflowBar(steps, waits_for)
