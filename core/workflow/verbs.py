"""A verb of a life-cycle as pages know it: what it asks, does and says, and how its button stands there."""

from collections.abc import Callable
from dataclasses import dataclass

from core.workflow.lifecycle import Transition


@dataclass(frozen=True)
class Verb:
    """What a verb asks, does and says afterwards; `form` None: nothing is asked but whether."""

    act: Callable
    said: object
    form: type | None = None
    explanation: object = ""


@dataclass(frozen=True)
class VerbButton:
    """A verb on the page: `at_once` needs nothing but a press; `primary`: it is what is to be done now."""

    transition: Transition
    at_once: bool
    primary: bool
