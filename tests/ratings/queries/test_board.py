"""States with cover handed in: what is promised in time turns off track into at risk, and no further (R10)."""

import pytest

from ratings.choices import Tier
from ratings.queries.board import board, campaigns, units_of
from ratings.rules.progress import BoardState
from tests.world import BASELINE, rate


@pytest.fixture
def lagging(world):
    """Unit 01 with two lagging branches, one of which must rise this year."""
    for code in ("0101", "0102"):
        rate(world[code], world.baseline, Tier.LAGGING)
    return world["01"]


def read(unit, cover):
    [campaign] = campaigns()
    return board(campaign, BASELINE, units_of(campaign, type(unit).objects.filter(pk=unit.pk)), cover)


@pytest.mark.parametrize(
    ("covered", "state"),
    [(None, BoardState.OFF_TRACK), (0, BoardState.OFF_TRACK), (1, BoardState.AT_RISK), (2, BoardState.AT_RISK)],
)
def test_state_follows_from_cover(lagging, covered, state):
    cover = None if covered is None else {lagging.pk: {"lagging-1": covered}}
    found = read(lagging, cover)
    [row] = found.units
    [target] = [one for one in found.targets if one.code == "lagging-1"]
    assert (row.figures["lagging-1"].gap, row.state, row.state_of(target)) == (1, state, state)
    assert found.university.state == BoardState.OFF_TRACK


def test_university_is_covered_by_its_own_sum(lagging):
    assert read(lagging, {None: {"lagging-1": 1}}).university.state == BoardState.AT_RISK
