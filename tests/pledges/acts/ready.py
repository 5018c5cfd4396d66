"""Where the branches stand on the day on which the verbs are carried out."""

from functools import partial

from ratings.choices import Tier
from tests.pledges.made import TODAY, on
from tests.world import rate

TIERS = {"0101": Tier.ORDINARY, "0102": Tier.LAGGING, "0103": Tier.ADVANCED, "0201": Tier.ADVANCED}


def today(plant):
    """`plant(world)` in a world in which the branches stand at TIERS; what it returns is carried out. It is TODAY."""

    def ready(world):
        with on(TODAY):
            for code, tier in TIERS.items():
                rate(world[code], world.baseline, tier)
            carry_out = plant(world)
        return on(TODAY)(carry_out)

    return ready


def done_by(person, verb, /, **planted):
    """`verb` by a person; of its arguments those that can be called are functions of the world that plant them."""

    def plant(world):
        facts = {name: value(world) if callable(value) else value for name, value in planted.items()}
        return partial(verb, **facts, by=world.people[person])

    return today(plant)


def branch(code):
    """The organisation of that code, for `done_by`."""
    return lambda world: world[code]


def campaign(world):
    """The campaign, for `done_by`."""
    return world.campaign


officer = partial(done_by, "department")
