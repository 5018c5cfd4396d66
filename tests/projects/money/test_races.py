"""R36: of two who enter at the same moment what together is too much, one is refused with what is left by then."""

from threading import Barrier, Thread

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from core.workflow.lifecycle import TooLate
from projects.actions import money
from tests.projects import made
from tests.projects.money.entered import TODAY, advance, recounted, running, spend

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _today():
    with made.on(TODAY):
        yield


def at_once(*verbs):
    """Run `verbs` at the same moment, each in its own thread. Returns the refusals."""
    start, refusals = Barrier(len(verbs)), []

    def run(verb):
        try:
            start.wait()
            verb()
        except ValidationError as refused:
            refusals.append(refused)
        finally:
            connection.close()

    threads = [Thread(target=run, args=[verb]) for verb in verbs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return refusals


def test_two_expenditures_at_once_are_never_over_the_balance(world):
    project = running(world)
    other = type(project).objects.get(pk=project.pk)
    refusals = at_once(lambda: spend(project, "1200.01", use="甲"), lambda: spend(other, "800", use="乙"))
    project.refresh_from_db()
    assert ["amount" in one.message_dict for one in refusals] == [True]
    assert str(project.spent) in ("1200.01", "800.00")
    assert recounted(project)[1] == project.spent


def test_many_expenditures_at_once_sum_up(world):
    project = running(world)
    mine = [type(project).objects.get(pk=project.pk) for _ in range(4)]
    refusals = at_once(*(lambda at=at, one=one: spend(one, "600.10", use=str(at)) for at, one in enumerate(mine)))
    project.refresh_from_db()
    assert (len(refusals), str(project.spent)) == (1, "1800.30")
    assert recounted(project)[1] == project.spent


def test_two_advances_at_once_are_never_over_what_is_granted(world):
    project = running(world)
    other = type(project).objects.get(pk=project.pk)
    refusals = at_once(lambda: advance(project, "1000", note="甲"), lambda: advance(other, "1000", note="乙"))
    project.refresh_from_db()
    assert (["amount" in one.message_dict for one in refusals], str(project.advanced)) == ([True], "1000.00")


def test_an_entry_is_made_void_once(world):
    entry = spend(running(world), "10")
    other = type(entry).objects.get(pk=entry.pk)
    refusals = at_once(
        lambda: money.void_expenditure(expenditure=entry, reason="甲", by=None),
        lambda: money.void_expenditure(expenditure=other, reason="乙", by=None),
    )
    assert [type(one) for one in refusals] == [TooLate]
    entry.project.refresh_from_db()
    assert str(entry.project.spent) == "0.00"
