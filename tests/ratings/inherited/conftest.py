"""Unit 02 merged or dissolved, with one rating that is reopened afterwards."""

from datetime import timedelta

import pytest
from django.utils import timezone

from ratings.choices import Tier
from tests.ratings.inherited import MERGED, reopen
from tests.snapshot import staged
from tests.world import close, rate


def end_rounds(world):
    for round_ in (world.baseline, world.later):
        round_.closes_on = timezone.localdate() - timedelta(days=1)
        round_.save()


def emptied(world):
    """Unit 02 rated its two branches and closed them after the round; entry is over."""
    for code, tier in (("0201", Tier.ORDINARY), ("0202", Tier.LAGGING)):
        rate(world[code], world.baseline, tier)
    for code, tier in (("0201", Tier.ADVANCED), ("0202", Tier.ORDINARY)):
        rate(world[code], world.later, tier)
    close(world["0202"], MERGED - timedelta(days=2), into=world["0201"])
    close(world["0201"], MERGED - timedelta(days=1), into=world["0101"])
    end_rounds(world)


@pytest.fixture
@staged
def merged(world):
    """Unit 02 was merged into 01; the rating of 0201 is reopened afterwards, that of 0202 stays official."""
    emptied(world)
    close(world["02"], MERGED, into=world["01"])
    reopen(world)
    return world


@pytest.fixture
@staged
def dissolved(world):
    """Unit 02 was dissolved; the rating of 0201 is reopened afterwards, that of 0202 stays official."""
    emptied(world)
    close(world["02"], MERGED)
    reopen(world)
    return world
