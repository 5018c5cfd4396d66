"""The order in which the fictional university comes into being: tree, people, baseline, changes, later round."""

import random

from django.db import transaction

from ratings.demo import plan, tree
from ratings.demo.backdating import backdate_changes
from ratings.demo.dates import calendar
from ratings.demo.grading import Grading
from ratings.demo.people import settle
from ratings.demo.picks import pick

SEED = 2012


@transaction.atomic
def build(*, today, password):
    """Build the demo in an empty database; every sign-in gets `password`. Returns its Grading."""
    rng = random.Random(SEED)
    days = calendar(today)
    units = plan.university(rng, days.baseline)
    organisations = tree.plant(units)
    users = settle(organisations, rng=rng, today=today, password=password)
    grading = Grading(units=units, users=users, days=days, rng=rng)
    grading.open()
    grading.rate_baseline()
    picks = pick(units, grading.before, grading.after)
    tree.reshape(organisations, picks=picks, days=days, by=users["department"])
    backdate_changes()
    grading.rate_later()
    return grading
