"""What a leader's comment on a branch needs, and how long ago the last meeting was (R25). Pure."""

from datetime import date


def lacking(strengths: str, problems: str, direction: str) -> tuple[str, ...]:
    """The fields a comment still lacks: what is good is said, and what is not or where to go."""
    return tuple(name for name, said in (("strengths", strengths), ("problems", problems or direction)) if not said)


def days_since(held_on: date, on: date) -> int:
    """How many days before `on` the last meeting was held."""
    return (on - held_on).days
