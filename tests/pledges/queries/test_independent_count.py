"""R24 and R10 over random histories: the board, the stored days and the count by the book differ nowhere.

`tests.pledges.book` counts from rules.md alone. `tests.draws` says how many are drawn.
"""

from collections import Counter

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from branches.models import Organisation
from pledges.models import CoverSpan, CoverStep
from pledges.queries.cover import covered_board
from ratings.queries.board import campaigns, units_of
from tests.draws import draws
from tests.pledges import book
from tests.pledges.histories import LAST, History, day_of, histories

DAYS = [day_of(number) for number in range(-1, LAST + 6)]


@pytest.mark.django_db
@given(steps=histories, days=st.sets(st.sampled_from(DAYS), min_size=5))
@settings(
    max_examples=draws(20),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)
def test_cover_and_states_are_those_of_the_rules(world, steps, days):
    with transaction.atomic():
        history = History()
        history.carry_out(steps)
        covered = covered_days(history.book)
        assert_spans(history, covered)
        assert_steps(history, covered)
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


def assert_spans(history, covered):
    """The stored days of every branch are the covered ones, none of them twice."""
    rows = CoverSpan.objects.filter(target__campaign=history.campaign)
    facts = rows.values_list("target__code", "unit__code", "organisation__code", "since", "until")
    stored = Counter(
        (target, unit, code, day) for target, unit, code, since, until in facts for day in DAYS if since <= day < until
    )
    assert stored == Counter(covered)


def assert_steps(history, covered):
    """The summed steps are the branches covered, day by day, and nothing goes on beyond the last deadline."""
    rows = CoverStep.objects.filter(target__campaign=history.campaign)
    steps = list(rows.values_list("target__code", "unit__code", "day", "change"))
    summed = Counter()
    for target, unit, since, change in steps:
        summed.update({(target, unit, day): change for day in DAYS if since <= day})
    counts = Counter((target, unit, day) for target, own, _code, day in covered for unit in (own, None))
    assert {key: count for key, count in summed.items() if count} == counts


def covered_days(facts):
    """(target, cohort unit, branch, day) of every covered day, by the book."""
    return [
        (target.code, facts.cohort_unit[code], code, day)
        for target in facts.targets
        for code in book.cohort(facts, target, None)
        for day in DAYS
        if book.covered(facts, target, code, day)
    ]
