"""With an organisation end its twinnings and benchmarks, on whichever side it stands, and its entries are taken off."""

from datetime import date

import pytest

from branches.models import Organisation
from pledges.choices import EntryState, HelperKind, TwinningState
from pledges.models import Benchmark, ShowcaseEntry, Twinning
from tests.pledges.made import TODAY, days
from tests.world import close, move

BEGUN = TODAY - days(60)
AGREED = {"state": TwinningState.AGREED, "agreed_on": BEGUN}


def twinning(helped, helper, **facts) -> Twinning:
    facts = {"helper_kind": HelperKind.BRANCH, "starts_on": BEGUN} | AGREED | facts
    return Twinning.objects.create(helped=helped, helper=helper, **facts)


def told(row, *names):
    row.refresh_from_db()
    return tuple(getattr(row, name) for name in names)


def end_of(row):
    return told(row, "state", "state_before", "ends_on")


@pytest.mark.parametrize("code", ["0101", "0201"])
def test_twinning_ends_with_either_side(world, code):
    row = twinning(world["0101"], world["0201"])
    close(world[code], TODAY)
    assert end_of(row) == (TwinningState.ENDED, TwinningState.AGREED, TODAY)
    assert list(Twinning.objects.in_force_on(TODAY)) == []
    assert list(Twinning.objects.in_force_on(TODAY - days(1))) == [row]


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "expected"),
    [
        (BEGUN, TODAY - days(10), TODAY - days(10)),
        (BEGUN, TODAY + days(10), TODAY),
        (TODAY + days(5), TODAY + days(10), TODAY + days(5)),
    ],
)
def test_end_that_was_agreed_counts_where_it_is_earlier(world, starts_on, ends_on, expected):
    row = twinning(world["0101"], world["0201"], starts_on=starts_on, ends_on=ends_on)
    close(world["0101"], TODAY)
    assert end_of(row) == (TwinningState.ENDED, TwinningState.AGREED, expected)


def test_proposal_ends_and_never_was_in_force(world):
    row = twinning(world["0101"], world["0201"], state=TwinningState.PROPOSED, agreed_on=None)
    close(world["0201"], TODAY)
    assert end_of(row) == (TwinningState.ENDED, TwinningState.PROPOSED, TODAY)
    assert list(Twinning.objects.in_force_on(BEGUN)) == []


def test_help_of_a_leader_ends_with_who_is_helped(world):
    row = twinning(world["0101"], None, helper_kind=HelperKind.LEADER, helper_name="王建国")
    close(world["0101"], TODAY)
    assert end_of(row) == (TwinningState.ENDED, TwinningState.AGREED, TODAY)


def test_twinning_that_had_ended_stays(world):
    ended = {"state": TwinningState.ENDED, "ends_on": TODAY - days(5), "result": "met"}
    row = twinning(world["0101"], world["0201"], **ended)
    close(world["0101"], TODAY)
    assert end_of(row) == (TwinningState.ENDED, "", TODAY - days(5))


@pytest.mark.parametrize("code", ["0101", "0102"])
@pytest.mark.parametrize(
    ("ends_on", "expected"),
    [(None, TODAY), (TODAY + days(3), TODAY), (TODAY - days(3), TODAY - days(3))],
)
def test_benchmark_ends_with_either_branch(world, code, ends_on, expected):
    pair = {"follower": world["0101"], "followed": world["0102"]}
    row = Benchmark.objects.create(**pair, starts_on=BEGUN, ends_on=ends_on)
    close(world[code], TODAY)
    assert told(row, "ends_on") == (expected,)


@pytest.mark.parametrize("ends_on", [None, TODAY + days(3)])
@pytest.mark.parametrize("first", [(TODAY, TODAY - days(20)), (TODAY - days(20), TODAY)])
def test_of_two_closings_the_earlier_day_counts(world, first, ends_on):
    """0201 is closed before 0101, as it was entered."""
    rows = [
        twinning(world["0101"], world["0201"], ends_on=ends_on),
        Benchmark.objects.create(follower=world["0101"], followed=world["0201"], starts_on=BEGUN, ends_on=ends_on),
    ]
    for code, day in zip(("0201", "0101"), first, strict=True):
        world[code].refresh_from_db()
        close(world[code], day)
    assert [told(row, "ends_on") for row in rows] == [(TODAY - days(20),)] * 2
    assert told(rows[0], "state", "state_before") == (TwinningState.ENDED, TwinningState.AGREED)


def test_result_that_was_said_stays_when_the_days_are_cut(world):
    ended = {"state": TwinningState.ENDED, "ends_on": TODAY, "result": "met"}
    row = twinning(world["0101"], world["0201"], **ended)
    close(world["0101"], TODAY - days(20))
    assert told(row, "ends_on", "result", "state_before") == (TODAY - days(20), "met", "")


@pytest.mark.parametrize("state", [EntryState.DRAFT, EntryState.SUBMITTED, EntryState.SUPPORTED, EntryState.SELECTED])
def test_entry_is_taken_off(world, state):
    selected = {"selected_on": date(2012, 5, 1)} if state == EntryState.SELECTED else {}
    row = ShowcaseEntry.objects.create(organisation=world["0101"], title="红色讲堂", state=state, **selected)
    close(world["0101"], TODAY)
    assert told(row, "state", "state_before", "withdrawn_on") == (EntryState.WITHDRAWN, state, TODAY)


def test_history_says_why(world):
    row = twinning(world["0101"], world["0201"])
    close(world["0101"], TODAY)
    assert row.history.first().history_change_reason == "随组织撤销而结束。"


def test_moved_branch_takes_its_twinning_and_benchmark_along(world):
    row = twinning(world["0101"], world["0201"])
    followed = Benchmark.objects.create(follower=world["0101"], followed=world["0102"], starts_on=BEGUN)
    move(world["0101"], world["02"], TODAY)
    assert end_of(row) == (TwinningState.AGREED, "", None)
    assert told(followed, "ends_on") == (None,)
    assert Organisation.objects.get(code="0101").unit_path == world["02"].path
