"""Two people at once: one wins, the other is told, nothing is done twice."""

import threading

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction

from core.scope import scope_of
from core.workflow.lifecycle import TooLate
from ratings.actions import Conflict, approve, change_round, enter, submit
from ratings.choices import State, Tier
from ratings.models import Rating, Round, Standing
from tests.workbooks import bring_in, write_book
from tests.world import MOVED, close, rate

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


@pytest.mark.parametrize("exists", [False, True])
def test_row_typed_while_the_unit_s_workbook_comes_in_is_lost_by_neither(world, tmp_path, exists):
    """Who comes second is told: the workbook is taken in whole or not at all."""
    version = rate(world["0101"], world.baseline, Tier.GOOD, state=State.DRAFT).version if exists else None
    by = world.people["unit-01"]
    headings = ["轮次编码", "组织编码", "组织名称", "得分", "版本"]
    lines = [["2012-1", "0101", world["0101"].name, 95, version], ["2012-1", "0102", world["0102"].name, 91]]
    path = write_book(tmp_path / "grid.xlsx", {"分类定级": [headings, *lines]})

    def type_in():
        facts = {"organisation": world["0101"], "unit": world["01"], "score": None, "tier": Tier.LAGGING}
        return enter(round_=world.baseline, version=version, by=by, **facts)

    def take_in():
        if bring_in("drafts", path, by=by, scope=scope_of(by)).errors:
            raise TooLate("")

    tiers = {
        tuple(sorted([Rating.__name__, TooLate.__name__])): [Tier.LAGGING],
        tuple(sorted([Conflict.__name__, "NoneType"])): [Tier.ADVANCED] * 2,
    }
    results = at_once(type_in, take_in)
    assert list(Rating.objects.order_by("organisation__code").values_list("tier", flat=True)) == tiers[tuple(results)]


def test_two_submissions_at_once_make_one_entry_of_history(world):
    ratings = [rate(world[code], world.baseline, Tier.GOOD, state=State.DRAFT) for code in ("0201", "0202")]
    verbs = [lambda: submit(round_=world.baseline, unit=world["02"], by=world.people["unit-02"])] * 2
    assert at_once(*verbs) == [TooLate.__name__, "list"]
    assert [rating.history.filter(state=State.SUBMITTED).count() for rating in ratings] == [1, 1]


def holding(verb, other_is_done):
    """`verb` in a transaction that stays open until the other side is done or, as it should be, waits for it."""

    def held():
        with transaction.atomic():
            result = verb()
            other_is_done.wait(timeout=0.4)
        return result

    return held


def against(held, other):
    """The results of `held`, its transaction kept open, and of `other`, which begins meanwhile."""
    begun, done = threading.Event(), threading.Event()

    def first():
        result = held()
        begun.set()
        return result

    def second():
        begun.wait(timeout=5)
        try:
            return other()
        finally:
            done.set()

    return at_once(holding(first, done), second)


def test_mark_of_the_baseline_does_not_move_while_its_first_rating_is_approved(world):
    """R2, R5: cohorts are stored with the approval, so the mark stays where they are."""
    rating = rate(world["0101"], world.baseline, Tier.ORDINARY, state=State.SUBMITTED)
    facts = {"name": "第二轮", "reference_date": world.later.reference_date, "opens_on": None, "closes_on": None}
    results = against(
        lambda: approve(rows=Rating.objects.filter(pk=rating.pk), by=world.people["department"]),
        lambda: change_round(round_=world.later, is_baseline=True, by=None, **facts),
    )
    assert results == [ValidationError.__name__, "list"]
    assert Round.objects.get(is_baseline=True) == world.baseline


def test_closing_waits_for_an_approval_and_both_are_done(world):
    rating = rate(world["0101"], world.baseline, Tier.ORDINARY, state=State.SUBMITTED)
    results = against(
        lambda: approve(rows=Rating.objects.filter(pk=rating.pk), by=world.people["department"]),
        lambda: close(world["0101"], MOVED),
    )
    assert results == ["Change", "list"]
    assert Standing.objects.get().organisation == world["0101"]
