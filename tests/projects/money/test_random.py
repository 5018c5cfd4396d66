"""R36 over random sequences of verbs, with amounts that meet at the limits: never over, and to the fen what the entries
that stand come to. `tests.draws` says how many are drawn."""

from datetime import timedelta
from decimal import Decimal
from itertools import accumulate

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from projects.actions import money
from tests.draws import draws
from tests.projects import made
from tests.projects.money.entered import TODAY, advance, recounted, running, spend

FEN = [1, 10, 70, 49_999, 50_000, 50_001, 99_999, 100_000, 149_999, 150_000, 150_001, 199_990, 200_000, 200_001]
amounts = st.sampled_from(FEN).map(lambda fen: Decimal(fen) / 100)
signed = st.tuples(amounts, st.sampled_from([1, 1, -1])).map(lambda drawn: drawn[0] * drawn[1])
days = st.integers(0, 5).map(lambda back: TODAY - timedelta(days=back))
steps = st.one_of(
    st.tuples(st.just("advance"), signed, days),
    st.tuples(st.just("spend"), amounts, days),
    st.tuples(st.just("void_advance"), st.integers(0, 20), days),
    st.tuples(st.just("void_expenditure"), st.integers(0, 20), days),
)


@pytest.mark.django_db
@settings(
    max_examples=draws(30),
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(steps, min_size=5, max_size=25))
def test_sums_are_those_of_the_entries_and_never_over(world, sequence):
    with transaction.atomic(), made.on(TODAY):
        project = running(world)
        for at, (verb, what, day) in enumerate(sequence):
            take(project, at, verb, what, day)
            check(project)
        transaction.set_rollback(True)


def take(project, at, verb, what, day):
    """Carry out one step; whether it is refused or not is for `check` to judge."""
    try:
        with transaction.atomic():
            if verb == "advance":
                advance(project, what, on=day, note=str(at))
            elif verb == "spend":
                spend(project, what, on=day, use=str(at), line=1 + at % 2)
            else:
                void(project, verb, what)
    except ValidationError:
        return


def void(project, verb, which):
    rows = project.advances if verb == "void_advance" else project.expenditures
    found = list(rows.order_by("pk"))
    if found:
        name = verb.removeprefix("void_")
        getattr(money, verb)(**{name: found[which % len(found)]}, reason="误", by=None)


def check(project):
    project.refresh_from_db()
    assert (project.advanced, project.spent) == recounted(project)
    assert 0 <= project.advanced <= project.granted
    assert 0 <= project.spent <= project.granted + project.own_granted
    standing = list(project.advances.standing().order_by("on", "-amount"))
    reached = dict(zip([one.on for one in standing], accumulate(one.amount for one in standing), strict=True))
    assert all(0 <= one <= project.granted for one in reached.values())
    history = project.history.first()
    assert (history.advanced, history.spent) == (project.advanced, project.spent)
