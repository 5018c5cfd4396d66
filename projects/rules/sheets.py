"""What an expert's sheet may say (R37): whole points from 0 to those of each criterion. Pure."""

from collections.abc import Sequence


def points_at_fault(points: Sequence, criteria: Sequence, *, is_complete: bool) -> list[tuple[int, str, int]]:
    """(place, name, most points) of every criterion of `criteria`, [[name, points], …], whose `points` are no whole
    number from 0 to its own, or not there although the sheet is to be complete."""
    given = [*points, *[None] * (len(criteria) - len(points))]
    pairs = enumerate(zip(given, criteria, strict=False))
    return [(place, name, most) for place, (one, (name, most)) in pairs if not _fits(one, most, is_complete)]


def _fits(points, most, is_complete):
    if points is None:
        return not is_complete
    return type(points) is int and 0 <= points <= most
