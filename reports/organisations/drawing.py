"""The way of an organisation over the rounds as a drawing: a line for each tier, a point for each official rating.

The table beside it says the same; what is drawn here is only where things stand on the paper.
"""

from dataclasses import dataclass

from ratings.choices import Tier

LEFT, TOP, STEP, RISE, FOOT, MARGIN = 56, 14, 130, 26, 26, 50


@dataclass(frozen=True)
class Drawing:
    """`lines`: (tier in words, y); `names`: (name of a round, x); `dots`: (x, y) of the official ratings, in order."""

    width: int
    height: int
    lines: list
    names: list
    dots: list

    @property
    def points(self):
        """The dots as one line."""
        return " ".join(f"{x},{y}" for x, y in self.dots)

    @property
    def left(self):
        """Where the lines begin."""
        return LEFT

    @property
    def foot(self):
        """Where the names stand."""
        return self.height - 4


def drawing(path):
    """The Drawing of a path (reports.queries.place.PathStep) with two or more official tiers, else None."""
    places = [LEFT + MARGIN + number * STEP for number in range(len(path))]
    dots = [(x, _height(step.tier)) for x, step in zip(places, path, strict=True) if step.tier]
    if len(dots) < 2:
        return None
    return Drawing(
        width=places[-1] + MARGIN,
        height=_height(min(Tier)) + FOOT + TOP,
        lines=[(tier.label, _height(tier)) for tier in reversed(Tier)],
        names=[(step.round.name, x) for x, step in zip(places, path, strict=True)],
        dots=dots,
    )


def _height(tier):
    """How far down the line of `tier` stands: the best on top."""
    return TOP + RISE * (max(Tier) - tier)
