"""The engine of life-cycles, driven by the table of a rating."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from core.choices import Role
from core.workflow.lifecycle import TooLate, perform
from ratings.choices import State, Tier
from ratings.lifecycle import RATING
from ratings.models import Rating
from tests.world import rate

REASON = {"reason": "缺少依据"}
APPROVED_BY = {"approved_at": "2012-11-20T10:00:00+08:00"}


@pytest.fixture
def submitted(world):
    """Two submitted ratings of unit 01, entered by its secretary."""
    secretary = world.people["unit-01"]
    return [
        rate(world[code], world.later, Tier.GOOD, state=State.SUBMITTED, entered_by=secretary, submitted_by=secretary)
        for code in ("0101", "0102")
    ]


def states():
    return list(Rating.objects.order_by("organisation__code").values_list("state", flat=True))


def last_history(rating):
    row = rating.history.first()
    return row.state, row.history_user.username if row.history_user else None, row.history_change_reason


def test_perform_moves_every_ready_row_and_says_which(world, submitted):
    moved = perform(Rating.objects.all(), RATING["approve"], by=world.people["department"], updates=APPROVED_BY)
    assert moved == sorted(rating.pk for rating in submitted)
    assert states() == [State.APPROVED, State.APPROVED]


def test_perform_writes_history_with_author_and_reason(world, submitted):
    perform(Rating.objects.all(), RATING["return"], by=world.people["department"], remark=" 缺少依据 ", updates=REASON)
    assert [last_history(rating) for rating in submitted] == [(State.RETURNED, "department", "缺少依据")] * 2
    assert [rating.history.count() for rating in submitted] == [2, 2]


def test_perform_moves_only_the_rows_that_are_ready(world, submitted):
    draft = rate(world["0103"], world.later, Tier.GOOD, state=State.DRAFT)
    moved = perform(Rating.objects.all(), RATING["approve"], by=world.people["department"], updates=APPROVED_BY)
    assert moved == sorted(rating.pk for rating in submitted)
    assert states() == [State.APPROVED, State.APPROVED, State.DRAFT]
    assert draft.history.count() == 1


def test_perform_refuses_when_nothing_is_ready(world, submitted):
    perform(Rating.objects.all(), RATING["approve"], by=world.people["department"], updates=APPROVED_BY)
    with pytest.raises(TooLate):
        perform(Rating.objects.all(), RATING["approve"], by=world.people["department-2"], updates=APPROVED_BY)
    assert [rating.history.count() for rating in submitted] == [2, 2]


@pytest.mark.parametrize("entry", [{"score_by": "department"}, {"submitted_by": "department"}])
def test_perform_leaves_ones_own_entry_alone(world, submitted, entry):
    own = {name: world.people[username] for name, username in entry.items()}
    Rating.objects.filter(pk=submitted[0].pk).update(**own)
    moved = perform(Rating.objects.all(), RATING["approve"], by=world.people["department"], updates=APPROVED_BY)
    assert moved == [submitted[1].pk]
    with pytest.raises(TooLate):
        perform(Rating.objects.all(), RATING["approve"], by=world.people["department"], updates=APPROVED_BY)
    assert states() == [State.SUBMITTED, State.APPROVED]


@pytest.mark.parametrize("remark", ["", "   "])
@pytest.mark.parametrize("name", [t.name for t in RATING.transitions if t.remark])
def test_perform_asks_for_a_reason_where_the_table_does(world, submitted, name, remark):
    with pytest.raises(ValidationError):
        perform(Rating.objects.all(), RATING[name], by=world.people["department"], remark=remark)
    assert states() == [State.SUBMITTED, State.SUBMITTED]


def test_perform_notices_a_state_that_changed_between_reading_and_writing(world, submitted):
    """Another connection's decision arrives after the rows were read: nothing of ours is written, not even history."""
    with connection.execute_wrapper(somebody_is_faster(submitted[0].pk)), pytest.raises(TooLate):
        perform(Rating.objects.all(), RATING["approve"], by=world.people["department"], updates=APPROVED_BY)
    assert [rating.history.count() for rating in submitted] == [1, 1]
    assert State.APPROVED not in states()


def somebody_is_faster(pk):
    """A wrapper of `execute` that returns the rating just before the first UPDATE of ratings."""
    pending = ["UPDATE ratings_rating SET state = 'returned', reason = 'x' WHERE id = %s"]

    def wrapper(execute, sql, params, many, context):
        if sql.startswith('UPDATE "ratings_rating"') and pending:
            context["cursor"].execute(pending.pop(), [pk])
        return execute(sql, params, many, context)

    return wrapper


@pytest.mark.parametrize(
    ("state", "roles", "verbs"),
    [
        (State.DRAFT, {Role.UNIT}, ["submit"]),
        (State.RETURNED, {Role.UNIT}, ["submit"]),
        (State.SUBMITTED, {Role.UNIT}, []),
        (State.SUBMITTED, {Role.DEPARTMENT}, ["approve", "return"]),
        (State.APPROVED, {Role.DEPARTMENT}, ["reopen"]),
        (State.APPROVED, {Role.UNIT, Role.VIEWER, Role.BRANCH}, []),
        (State.DRAFT, {Role.DEPARTMENT}, []),
        (State.DRAFT, {Role.DEPARTMENT, Role.UNIT}, ["submit"]),
    ],
)
def test_lifecycle_offers_what_state_and_roles_allow(state, roles, verbs):
    assert [transition.name for transition in RATING.open_to(state, roles)] == verbs


@pytest.mark.parametrize(
    ("state", "role"),
    [
        (State.DRAFT, Role.UNIT),
        (State.RETURNED, Role.UNIT),
        (State.SUBMITTED, Role.DEPARTMENT),
        (State.APPROVED, ""),
    ],
)
def test_lifecycle_says_who_acts_next(state, role):
    assert RATING.next_role(state) == role
