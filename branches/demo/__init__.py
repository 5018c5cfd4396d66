"""The tree and the people of the fictional university: 45 base organisations, 341 branches, a sign-in for everyone."""

from branches.demo import plan, tree
from branches.demo.dates import calendar
from branches.demo.people import settle


def build(demo) -> None:
    """Adds to `demo`: `days` (Calendar), `units` (plan.Nodes), `organisations` by code, `users` by name."""
    demo.days = calendar(demo.today)
    demo.units = plan.university(demo.dice, demo.days.baseline)
    demo.organisations = tree.plant(demo.units)
    demo.users = settle(demo.organisations, rng=demo.dice, today=demo.today, password=demo.password)
