"""A page is read in many questions: between any two of them somebody else may act, and nobody meets an error."""

import pytest
from django.db import connection, transaction
from django.http import QueryDict

from core.scope import scope_of
from ratings import actions
from ratings.choices import State, Tier
from ratings.models import Rating
from ratings.query import board_query
from reports.queries.annual.findings import undecided
from reports.queries.unit import UnitBranches
from reports.todo.page import held_by, inbox
from tests.reports.annual.made import asked
from tests.world import SUBMITTED_AT, rate

BRANCHES = ("0101", "0102", "0103")
LOOKED_AT = ("ratings_rating", "ratings_standing")


class Meanwhile:
    """Does `act` once before question number `at`; `asked`: the questions that look at ratings."""

    def __init__(self, at=0, act=None):
        self.at, self.act, self.number, self.asked = at, act, 0, []

    def __call__(self, execute, sql, *asked):
        self.number += 1
        if any(name in sql for name in LOOKED_AT):
            self.asked.append(self.number)
        if self.number == self.at:
            self.act()
        return execute(sql, *asked)


def waits(world, who="unit-01"):
    scope = scope_of(world.people[who])
    return inbox(held_by(scope), scope)


def waits_for_the_department(world):
    return waits(world, "department")


def branches_of_a_unit(world):
    found = UnitBranches(world["01"], board_query(QueryDict()), [], [], scope_of(world.people["unit-01"]))
    return found.by_tier(found.open)


def not_approved(world):
    return undecided(asked(world))


def hand_in(world):
    Rating.objects.filter(round=world.later).update(state=State.SUBMITTED, submitted_at=SUBMITTED_AT)


def approve(world):
    actions.approve(rows=Rating.objects.filter(round=world.later), by=world.people["department"])


@pytest.mark.parametrize(
    ("read", "before", "act"),
    [
        (waits, State.DRAFT, hand_in),
        (waits, State.RETURNED, hand_in),
        (waits_for_the_department, State.SUBMITTED, approve),
        (branches_of_a_unit, State.SUBMITTED, approve),
        (not_approved, State.SUBMITTED, approve),
    ],
)
def test_what_changes_while_it_is_read_is_no_error(world, read, before, act):
    rate(world["0201"], world.baseline, Tier.GOOD)
    for code in BRANCHES:
        rate(world[code], world.later, Tier.GOOD, state=State.DRAFT)
    Rating.objects.filter(round=world.later).update(state=before, reason="…", submitted_at=SUBMITTED_AT)
    looked = Meanwhile()
    with connection.execute_wrapper(looked):
        assert read(world)
    for number in looked.asked:
        with transaction.atomic(), connection.execute_wrapper(Meanwhile(number, lambda: act(world))):
            read(world)
            transaction.set_rollback(True)
