"""What a meeting and a leader's comment on a branch need, and how long ago the last meeting was (R25). Pure."""

from datetime import date


def lacking(strengths: str, problems: str, direction: str) -> tuple[str, ...]:
    """The fields a comment still lacks: what is good is said, and what is not or where to go."""
    return tuple(name for name, said in (("strengths", strengths), ("problems", problems or direction)) if not said)


def unsaid(place: str, expected: int | None, present: int | None) -> tuple[str, ...]:
    """The facts of a meeting that are still to be said: where it was held, how many were expected and came."""
    facts = {"place": place or None, "expected": expected, "present": present}
    return tuple(name for name, said in facts.items() if said is None)


def days_since(held_on: date, on: date) -> int:
    """How many days before `on` the last meeting was held."""
    return (on - held_on).days
