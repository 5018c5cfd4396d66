"""Two people at once: one wins, the other is told, nothing is done twice."""

import threading

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from core.workflow import TooLate
from ratings.actions import Conflict, approve, enter, submit
from ratings.choices import State, Tier
from ratings.models import Rating
from tests.world import rate

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*verbs):
    """Run `verbs` at the same moment, each in its own thread. Returns what they returned or refused with, by kind."""
    start, results = threading.Barrier(len(verbs)), []

    def run(verb):
        try:
            start.wait()
            results.append(type(verb()).__name__)
        except ValidationError as refused:
            results.append(type(refused).__name__)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[verb]) for verb in verbs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(results)


def test_two_approvals_at_once_have_one_winner(world):
    rating = rate(world["0101"], world.baseline, Tier.GOOD, state=State.SUBMITTED)
    rows = Rating.objects.filter(pk=rating.pk)
    people = [world.people["department"], world.people["department-2"]]
    assert at_once(*(lambda by=by: approve(rows=rows, by=by) for by in people)) == [TooLate.__name__, "list"]
    assert rating.history.filter(state=State.APPROVED).count() == 1


@pytest.mark.parametrize("exists", [False, True])
def test_two_entries_at_once_are_one_conflict(world, exists):
    version = rate(world["0101"], world.baseline, Tier.GOOD, state=State.DRAFT).version if exists else None

    def type_in(tier):
        return enter(
            round_=world.baseline,
            organisation=world["0101"],
            unit=world["01"],
            score=None,
            tier=tier,
            version=version,
            by=world.people["unit-01"],
        )

    results = at_once(lambda: type_in(Tier.ADVANCED), lambda: type_in(Tier.LAGGING))
    assert results == [Conflict.__name__, Rating.__name__]
    assert Rating.objects.count() == 1


def test_two_submissions_at_once_make_one_entry_of_history(world):
    ratings = [rate(world[code], world.baseline, Tier.GOOD, state=State.DRAFT) for code in ("0201", "0202")]
    verbs = [lambda: submit(round_=world.baseline, unit=world["02"], by=world.people["unit-02"])] * 2
    assert at_once(*verbs) == [TooLate.__name__, "list"]
    assert [rating.history.filter(state=State.SUBMITTED).count() for rating in ratings] == [1, 1]
