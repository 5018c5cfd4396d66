"""What the database counts of a grid is what its rows say, whatever stands in them."""

from collections import Counter
from datetime import timedelta
from itertools import cycle, product

import pytest
from django.utils import timezone

from ratings.actions.entry import may_enter
from ratings.choices import State, Tier
from ratings.models import Rating
from ratings.queries.completion import handed_in
from ratings.queries.grid import read
from ratings.rules.spread import Spread
from tests.world import SUBMITTED_AT, found, rate

SCORES = (None, 0, 59.9999, 60, 74.99, 75, 89.96, 90, 100)
STATES = (None, State.DRAFT, State.RETURNED, State.SUBMITTED)
# What a row can be: its tier before the round, the state of its rating, tier and score in it.
ALL = tuple(product((None, *Tier), STATES, (None, *Tier), SCORES))


def fill(world, part):
    """Thirty new branches of unit 01, and those that were not rated yet, with the `part`-th few of all there can be."""
    for number in range(30):
        found(world["01"], f"9{number:03}")
    branches = type(world["01"]).objects.branches().under(world["01"]).exclude(ratings__round=world.later)
    for number, branch in enumerate(branches.order_by("code")):
        before, state, tier, score = ALL[(part * 30 + number) * 41 % len(ALL)]
        if before:
            rate(branch, world.baseline, before)
        if state:
            _type(branch, world, state, Tier.GOOD if state == State.SUBMITTED else tier, score)


def _type(branch, world, state, tier, score):
    remark = "另有说明" if branch.pk % 2 else ""
    facts = {
        "remark": remark,
        "submitted_at": None if state == State.DRAFT else SUBMITTED_AT,
        "reason": "9",
        "state": state,
    }
    Rating.objects.create(
        organisation=branch, round=world.later, unit=world["01"], tier=tier, score=score, **facts
    )  # fmt: skip


def say(rows):
    """The counts of `rows`, read one by one."""
    typed = [row for row in rows if row.editable]
    rated = [row for row in rows if row.closed_unit is None and row.tier]
    return {
        "rows": len(rows),
        "editable": len(typed),
        "missing": sum(row.tier is None for row in typed),
        "explained": sum(bool(row.band_beside and row.rating.remark) for row in typed),
        "unexplained": sum(bool(row.band_beside and not row.rating.remark) for row in typed),
        "states": Counter(row.rating.state if row.rating else State.DRAFT for row in rows),
        "movements": Counter(row.movement for row in typed if row.movement),
        "judged": judged_of([(row.tier, row.rating.score) for row in rated]),
    }


def judged_of(rated):
    tiers, scores = [tier for tier, _score in rated], {score for _tier, score in rated}
    one_score = len(scores) == 1 and None not in scores
    return Spread(len(tiers), tiers.count(Tier.ADVANCED), len(set(tiers)) == 1, one_score)


def proven(grid):
    """Compares what is counted with the rows, and what is asked for with those that are it."""
    rows = list(grid.lines)
    assert {name: getattr(grid.counts, name) for name in say(rows)} == say(rows)
    typed = [row for row in rows if row.editable]
    assert list(grid.editable_lines) == typed
    assert list(grid.missing) == [row.organisation for row in typed if row.tier is None]
    assert list(grid.explained_lines) == [row for row in typed if row.band_beside and row.rating.remark]
    unexplained = [row.organisation for row in typed if row.band_beside and not row.rating.remark]
    assert list(grid.unexplained) == unexplained
    assert [grid.rows_before(row.organisation.code) for row in rows] == list(range(len(rows)))
    return rows


@pytest.mark.parametrize("part", range(6))
@pytest.mark.parametrize("closes", [None, -1])
def test_counts_are_those_of_the_rows(world, part, closes):
    world.later.closes_on = closes and timezone.localdate() + timedelta(days=closes)
    world.later.save()
    fill(world, part)
    rows = proven(read(world.later, world["01"]))
    assert [row.editable for row in rows] == [may_enter(world.later, row.rating) for row in rows]
    assert [row.organisation.code for row in rows] == sorted(row.organisation.code for row in rows)


@pytest.mark.parametrize("scores", [(80, 80, 80), (80, 80, 81), (80, None, 80), (None, None, None)])
def test_scores_say_whether_all_are_equal(world, scores):
    for code, score, tier in zip(("0101", "0102", "0103"), scores, cycle((Tier.GOOD, Tier.LAGGING)), strict=False):
        rating = rate(world[code], world.later, tier, state=State.DRAFT)
        Rating.objects.filter(pk=rating.pk).update(score=score)
    has_one_score = scores == (80, 80, 80)
    assert read(world.later, world["01"]).counts.judged == Spread(3, 0, False, has_one_score)
    Rating.objects.filter(round=world.later).update(state=State.SUBMITTED, submitted_at=timezone.now())
    assert handed_in(world.later, [world["01"].pk]) == {world["01"].pk: Spread(3, 0, False, has_one_score)}


def test_university_s_grid_is_counted_too(world):
    rate(world["01"], world.baseline, Tier.GOOD)
    rate(world["01"], world.later, Tier.ADVANCED, state=State.RETURNED)
    rows = proven(read(world.later))
    assert [row.organisation.code for row in rows] == ["01", "02", "03"]
