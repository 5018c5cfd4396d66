"""R24 and R10 over random histories: the board, the stored days and the count by the book differ nowhere.

`tests.pledges.book` counts from rules.md alone. HISTORIES in the environment: how many are drawn, for a longer run.
"""

import os
from collections import Counter

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from branches.models import Organisation
from pledges.models import CoverSpan, CoverStep
from pledges.queries.cover import covered_board
from ratings.queries.board import campaigns, units_of
from tests.pledges import book
from tests.pledges.histories import LAST, History, begun, day_of, steps

HISTORIES = int(os.environ.get("HISTORIES", "25"))
DAYS = [day_of(number) for number in range(-1, LAST + 6)]


@pytest.mark.django_db
@given(start=begun, acts=st.lists(steps, min_size=8, max_size=30), days=st.sets(st.sampled_from(DAYS), min_size=5))
@settings(
    max_examples=HISTORIES,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)
def test_cover_and_states_are_those_of_the_rules(world, start, acts, days):
    with transaction.atomic():
        history = History()
        history.carry_out([*start, *acts])
        assert_spans(history)
        assert_steps(history)
        assert_board(history, sorted(days))
        transaction.set_rollback(True)


def assert_board(history, days):
    """What the board says of every unit and of the university is what the book says."""
    campaign = next(one for one in campaigns() if one.code == "h")
    units = units_of(campaign, Organisation.objects.units())
    for day in days:
        board = covered_board(campaign, day, units)
        for row in (board.university, *board.units):
            unit = row.unit.code if row.unit else None
            told = {target.code: row.cover_of(target) for target in board.targets}
            counts = {target.code: book.cover(history.book, target, unit, day) for target in history.book.targets}
            assert (day, unit, told) == (day, unit, counts)
            assert (day, unit, row.state) == (day, unit, book.state(history.book, unit, day))


def assert_spans(history):
    """The stored days of every branch are the covered ones, none of them twice."""
    rows = CoverSpan.objects.filter(target__campaign=history.campaign)
    facts = rows.values_list("target__code", "unit__code", "organisation__code", "since", "until")
    stored = Counter(
        (target, unit, code, day) for target, unit, code, since, until in facts for day in DAYS if since <= day < until
    )
    counted = {
        (target.code, history.book.cohort_unit[code], code, day)
        for target in history.book.targets
        for code in book.cohort(history.book, target, None)
        for day in DAYS
        if book.covered(history.book, target, code, day)
    }
    assert stored == Counter(counted)


def assert_steps(history):
    """The summed steps are the branches covered, day by day, and nothing goes on beyond the last deadline."""
    rows = CoverStep.objects.filter(target__campaign=history.campaign)
    changes = list(rows.values_list("target__code", "unit__code", "day", "change"))
    for target in history.book.targets:
        for unit in (None, "01", "02", "03"):
            own = [(on, change) for code, whose, on, change in changes if (code, whose) == (target.code, unit)]
            sums = [sum(change for on, change in own if on <= day) for day in DAYS]
            assert sums == [book.cover(history.book, target, unit, day) for day in DAYS]
