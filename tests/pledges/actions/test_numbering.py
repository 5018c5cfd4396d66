"""A new measure of a further version is a new one: it takes over nothing from one that was left out (R26)."""

from dataclasses import replace

import pytest

from pledges import actions
from pledges.texts import MeasureText, text_of
from ratings.choices import Tier
from tests.pledges.made import TODAY, days, done, in_force, on
from tests.world import rate


@pytest.mark.parametrize("kept", [(1,), ()])
def test_new_measure_does_not_take_the_number_of_one_that_was_left_out(world, kept):
    rate(world["0101"], world.baseline, Tier.ORDINARY)
    plan = in_force(world["0101"], world.campaign, measures=["学习", "换届"])
    with on(TODAY + days(9)):
        done(plan, 2)
        text = text_of(plan)
        stays = [measure for measure in text.measures if measure.number in kept]
        text = replace(text, measures=(*stays, MeasureText("志愿服务")))
        version = actions.amend(plan=plan, text=text, by=None)
        actions.submit_version(version=version, by=None)
        actions.adopt_version(version=version, by=None)
    rows = plan.measures.filter(dropped_on=None).values_list("number", "text", "state")
    assert list(rows) == [*((number, "学习", "open") for number in kept), (3, "志愿服务", "open")]
