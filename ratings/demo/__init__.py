"""One campaign of the fictional university: a closed baseline, changes of the tree, a later round in all its states."""

from branches.demo import tree
from ratings.demo.backdating import backdate_changes
from ratings.demo.grading import Grading
from ratings.demo.picks import pick


def build(demo) -> None:
    """Adds to `demo`: `grading`."""
    grading = demo.grading = Grading(units=demo.units, users=demo.users, days=demo.days, rng=demo.dice)
    grading.open()
    grading.rate_baseline()
    picks = pick(demo.units, grading.before, grading.after)
    tree.reshape(demo.organisations, picks=picks, days=demo.days, by=demo.users["department"])
    backdate_changes()
    grading.rate_later()
