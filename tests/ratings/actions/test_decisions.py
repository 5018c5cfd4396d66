"""Approve, return, reopen: who may, what follows, what the history says."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.choices import EventKind
from core.models import Event
from core.workflow.lifecycle import TooLate
from ratings import standings
from ratings.actions import approve, enter, reopen, return_, submit
from ratings.choices import State, Tier
from ratings.models import Rating, Standing, Tally
from tests.world import close, found, move, rate


def submitted(world, code, tier=Tier.ORDINARY, round_=None, by="unit-01"):
    return rate(world[code], round_ or world.baseline, tier, state=State.SUBMITTED, submitted_by=world.people[by])


def rows(*ratings):
    return Rating.objects.filter(pk__in=[rating.pk for rating in ratings])


def history(rating):
    entries = rating.history.order_by("history_id")
    return list(entries.values_list("state", "tier", "history_user__username", "history_change_reason"))


def test_approve_makes_official_and_derives_the_standing(world):
    rating = submitted(world, "0101")
    assert approve(rows=rows(rating), by=world.people["department"]) == [rating.pk]
    rating.refresh_from_db()
    assert (rating.state, rating.approved_by.username) == (State.APPROVED, "department")
    assert list(Standing.objects.values_list("organisation__code", "unit__code", "tier")) == [("0101", "01", 2)]
    assert {tally.unit_id: tally.count for tally in Tally.objects.all()} == {world["01"].pk: 1, None: 1}
    assert history(rating)[-1] == (State.APPROVED, 2, "department", "")


def _decided(event):
    return {name: event.detail["after"][name] for name in ("approved_at", "approved_by")}


def test_approve_is_logged_once(world):
    approve(rows=rows(submitted(world, "0101")), by=world.people["department"])
    event = Event.objects.get(kind=EventKind.DECISION)
    assert (event.by.username, event.subject) == ("department", "2012-1")
    assert event.detail == {
        "verb": "approve", "count": 1, "organisation": "0101", "model": "ratings.rating",
        "before": {"state": "submitted"},
        "after": {"state": "approved", "cohort_unit": "01"} | _decided(event),
    }  # fmt: skip


def test_approve_stores_the_cohort_unit_of_branches_only(world):
    ratings = [submitted(world, code) for code in ("0101", "03", "01")]
    approve(rows=rows(*ratings), by=world.people["department"])
    cohorts = dict(Rating.objects.values_list("organisation__code", "cohort_unit__code"))
    assert cohorts == {"0101": "01", "03": "03", "01": None}


def test_approve_stores_no_cohort_unit_outside_the_baseline(world):
    rating = submitted(world, "0101", round_=world.later)
    approve(rows=rows(rating), by=world.people["department"])
    assert rows(rating).get().cohort_unit is None


def test_approve_stores_the_unit_of_the_day_not_the_one_that_rated(world):
    rating = submitted(world, "0101")
    move(world["0101"], world["02"])
    approve(rows=rows(rating), by=world.people["department"])
    rating.refresh_from_db()
    assert (rating.unit.code, rating.cohort_unit.code) == ("01", "02")


def test_reopening_keeps_the_cohort_unit_through_a_move(world):
    rating = submitted(world, "0101")
    approve(rows=rows(rating), by=world.people["department"])
    reopen(rows=rows(rating), reason="复核", by=world.people["department"])
    move(world["0101"], world["02"])
    rate_rest(world)
    submit(round_=world.baseline, unit=world["02"], by=world.people["unit-02"])
    approve(rows=rows(rating), by=world.people["department"])
    rating.refresh_from_db()
    assert (rating.unit.code, rating.cohort_unit.code) == ("02", "01")


def rate_rest(world):
    """Drafts of unit 02's own branches, so that it can submit."""
    return [rate(world[code], world.baseline, Tier.GOOD, state=State.DRAFT) for code in ("0201", "0202")]


def test_reopen_takes_the_rating_out_of_the_figures_until_it_is_approved_again(world):
    rating = rate(world["0101"], world.baseline, Tier.LAGGING)
    reopen(rows=rows(rating), reason="材料有误", by=world.people["department"])
    rating.refresh_from_db()
    assert (rating.state, rating.reason, rating.approved_by, rating.approved_at) == (
        State.RETURNED,
        "材料有误",
        None,
        None,
    )
    assert (Standing.objects.count(), Tally.objects.count()) == (0, 0)
    assert history(rating)[-1] == (State.RETURNED, 1, "department", "材料有误")
    event = Event.objects.get(kind=EventKind.REOPEN)
    assert event.subject == "2012-1"
    assert {"verb": "reopen", "count": 1, "organisation": "0101", "after": {"state": "returned"}}.items() <= (
        event.detail.items()
    )


@pytest.mark.parametrize("verb", [return_, reopen])
def test_ways_back_need_a_reason(world, verb):
    state = State.SUBMITTED if verb is return_ else State.APPROVED
    rating = rate(world["0101"], world.baseline, Tier.GOOD, state=state)
    with pytest.raises(ValidationError):
        verb(rows=rows(rating), reason="  ", by=world.people["department"])
    assert rows(rating).get().state == state


def test_return_keeps_the_reason_and_leaves_the_figures(world):
    rating = submitted(world, "0101")
    return_(rows=rows(rating), reason="请补充依据", by=world.people["department"])
    rating.refresh_from_db()
    assert (rating.state, rating.reason) == (State.RETURNED, "请补充依据")
    assert history(rating)[-1] == (State.RETURNED, 2, "department", "请补充依据")


@pytest.mark.parametrize("field", ["score_by", "tier_by", "remark_by", "submitted_by"])
@pytest.mark.parametrize("verb", ["approve", "return", "reopen"])
def test_decisions_leave_own_entries_alone(world, field, verb):
    department = world.people["department"]
    rating = rate(world["01"], world.baseline, Tier.GOOD, state=State.SUBMITTED, **{field: department})
    if verb == "reopen":
        approve(rows=rows(rating), by=world.people["department-2"])
    state = rows(rating).get().state
    decide = {
        "approve": lambda by: approve(rows=rows(rating), by=by),
        "return": lambda by: return_(rows=rows(rating), reason="x", by=by),
        "reopen": lambda by: reopen(rows=rows(rating), reason="x", by=by),
    }[verb]
    with pytest.raises(TooLate):
        decide(department)
    assert rows(rating).get().state == state
    assert decide(world.people["department-2"]) == [rating.pk]


def test_approve_everything_leaves_only_the_own_entries(world):
    own = submitted(world, "01", by="department")
    other = submitted(world, "0101")
    assert approve(rows=Rating.objects.all(), by=world.people["department"]) == [other.pk]
    assert rows(own).get().state == State.SUBMITTED


def test_second_approval_comes_too_late(world):
    rating = submitted(world, "0101")
    approve(rows=rows(rating), by=world.people["department"])
    with pytest.raises(TooLate):
        approve(rows=rows(rating), by=world.people["department-2"])
    assert rows(rating).get().approved_by == world.people["department"]
    assert len(history(rating)) == 2


def test_approve_after_reopening_by_the_former_approver_s_own_entry(world):
    """The one who approved may enter the correction; then another person approves."""
    first, second = world.people["department"], world.people["department-2"]
    for code in ("01", "02", "03"):
        rate(world[code], world.later, Tier.GOOD, state=State.SUBMITTED, submitted_by=second)
    approve(rows=Rating.objects.all(), by=first)
    rating = Rating.objects.get(organisation=world["01"])
    reopen(rows=rows(rating), reason="复核", by=first)
    values = {"score": None, "tier": Tier.ADVANCED, "version": rating.version, "by": first}
    enter(round_=world.later, organisation=world["01"], unit=None, **values)
    submit(round_=world.later, unit=None, by=first)
    assert approve(rows=rows(rating), by=second) == [rating.pk]


def test_approve_costs_the_same_for_few_and_many(world):
    def cost(count, start):
        branches = [found(world["01"], f"9{start + n:03d}") for n in range(count)]
        ratings = [rate(branch, world.baseline, Tier.GOOD, state=State.SUBMITTED) for branch in branches]
        with CaptureQueriesContext(connection) as queries:
            approve(rows=rows(*ratings), by=world.people["department"])
        return len(queries)

    assert cost(2, 0) == cost(20, 100)


def test_approve_keeps_tallies_equal_to_a_recount(world):
    for code in ("0101", "0102", "0201"):
        submitted(world, code)
    approve(rows=Rating.objects.all(), by=world.people["department"])
    kept = sorted(Tally.objects.values_list("unit", "baseline", "tier", "count"), key=str)
    standings.rebuild(world.campaign)
    assert sorted(Tally.objects.values_list("unit", "baseline", "tier", "count"), key=str) == kept


def test_closed_branch_can_still_be_decided(world):
    """What was submitted before a closing is decided by its reference date, not by today."""
    rating = submitted(world, "0103")
    close(world["0103"], world.later.reference_date)
    assert approve(rows=rows(rating), by=world.people["department"]) == [rating.pk]
