"""What waits is read in many questions: between any two of them somebody else may act, and nobody meets an error."""

import pytest
from django.db import connection, transaction

from core.scope import scope_of
from ratings.choices import State, Tier
from ratings.models import Rating
from reports.todo.page import held_by, inbox
from tests.world import SUBMITTED_AT, rate

BRANCHES = ("0101", "0102", "0103")


class Meanwhile:
    """Does `act` once before question number `at`; `asked`: the questions that look at ratings."""

    def __init__(self, at=0, act=None):
        self.at, self.act, self.number, self.asked = at, act, 0, []

    def __call__(self, execute, sql, *asked):
        self.number += 1
        if "ratings_rating" in sql:
            self.asked.append(self.number)
        if self.number == self.at:
            self.act()
        return execute(sql, *asked)


def moved(state):
    Rating.objects.update(state=state, reason="…", submitted_at=SUBMITTED_AT, approved_at=SUBMITTED_AT)


@pytest.mark.parametrize(
    ("who", "before", "after"),
    [
        ("unit-01", State.DRAFT, State.SUBMITTED),
        ("unit-01", State.RETURNED, State.SUBMITTED),
        ("department", State.SUBMITTED, State.APPROVED),
    ],
)
def test_what_waits_is_told_while_it_changes(world, who, before, after):
    for code in BRANCHES:
        rate(world[code], world.later, Tier.GOOD, state=State.DRAFT)
    moved(before)
    looked = Meanwhile()
    with connection.execute_wrapper(looked):
        assert read(world, who)
    for number in looked.asked:
        with transaction.atomic(), connection.execute_wrapper(Meanwhile(number, lambda: moved(after))):
            assert read(world, who)
            transaction.set_rollback(True)


def read(world, who):
    scope = scope_of(world.people[who])
    return inbox(held_by(scope), scope)
