"""Typing, submitting, allowing new branches: who is rated when, and nothing is overwritten unseen."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from core.workflow.lifecycle import TooLate
from ratings.actions import Conflict, Incomplete, Unexplained, admit, enter, submit
from ratings.choices import State, Tier
from ratings.models import Rating
from tests.world import BASELINE, close, found, move, rate

YESTERDAY, TOMORROW = -1, 1


def type_in(world, code, *, unit="01", round_=None, version=None, by="unit-01", **values):
    values = {"score": None, "tier": Tier.GOOD, "remark": "", **values}
    return enter(
        round_=round_ or world.baseline,
        organisation=world[code],
        unit=unit and world[unit],
        version=version,
        by=world.people[by],
        **values,
    )


def hand_in(world, *, unit="01", by="unit-01"):
    return submit(round_=world.baseline, unit=unit and world[unit], by=world.people[by])


def set_days(round_, *, opens=None, closes=None):
    """Open and close `round_` so many days from today."""
    today = timezone.localdate()
    round_.opens_on = today + timedelta(days=opens) if opens is not None else None
    round_.closes_on = today + timedelta(days=closes) if closes is not None else None
    round_.save()


def test_enter_saves_a_draft_without_history(world):
    rating = type_in(world, "0101", score=Decimal("82.5"), remark=" 尚可 ")
    rating.refresh_from_db()
    assert (rating.state, rating.score, rating.tier, rating.remark) == (State.DRAFT, Decimal("82.5"), Tier.GOOD, "尚可")
    assert (rating.unit.code, rating.entered_by.username, rating.version) == ("01", "unit-01", 1)
    assert Rating.history.count() == 0


def test_enter_again_raises_the_version(world):
    rating = type_in(world, "0101")
    again = type_in(world, "0101", version=rating.version, tier=Tier.LAGGING)
    assert (again.pk, again.tier, again.version) == (rating.pk, Tier.LAGGING, 2)
    assert Rating.history.count() == 0


@pytest.mark.parametrize("version", [None, 1])
def test_enter_with_a_stale_version_writes_nothing_and_shows_theirs(world, version):
    first = type_in(world, "0101", score=Decimal(80))
    type_in(world, "0101", version=first.version, score=Decimal(85))
    with pytest.raises(Conflict) as conflict:
        type_in(world, "0101", version=version, score=Decimal(90))
    assert (conflict.value.theirs.score, conflict.value.theirs.version) == (Decimal(85), 2)
    assert Rating.objects.get().score == Decimal(85)


@pytest.mark.parametrize(
    "values",
    [
        {"score": Decimal("100.1")},
        {"score": Decimal(-1)},
        {"score": Decimal("1.23456")},
        {"tier": 9},
        {"remark": "长" * 301},
    ],
)
def test_enter_refuses_values_that_cannot_be(world, values):
    with pytest.raises(ValidationError):
        type_in(world, "0101", **values)
    assert Rating.objects.count() == 0


@pytest.mark.parametrize("days", [{"opens": TOMORROW}, {"closes": YESTERDAY}])
def test_enter_needs_an_open_round(world, days):
    set_days(world.baseline, **days)
    with pytest.raises(ValidationError):
        type_in(world, "0101")


@pytest.mark.parametrize("days", [{"opens": 0}, {"closes": 0}, {"opens": YESTERDAY, "closes": TOMORROW}])
def test_enter_counts_both_ends_of_a_round_as_open(world, days):
    set_days(world.baseline, **days)
    assert type_in(world, "0101").state == State.DRAFT


def test_enter_corrects_a_returned_row_after_the_closing_day(world):
    rate(world["0101"], world.baseline, Tier.GOOD, state=State.RETURNED)
    set_days(world.baseline, closes=YESTERDAY)
    assert type_in(world, "0101", version=1, tier=Tier.LAGGING).tier == Tier.LAGGING
    with pytest.raises(ValidationError):
        type_in(world, "0102")


def test_enter_makes_history_of_every_change_after_a_return(world):
    rating = rate(world["0101"], world.baseline, Tier.GOOD, state=State.RETURNED)
    type_in(world, "0101", version=1, tier=Tier.LAGGING)
    entry = rating.history.first()
    assert (entry.state, entry.tier, entry.history_user.username) == (State.RETURNED, Tier.LAGGING, "unit-01")


@pytest.mark.parametrize("state", [State.SUBMITTED, State.APPROVED])
def test_enter_leaves_what_was_handed_in_alone(world, state):
    rate(world["0101"], world.baseline, Tier.GOOD, state=state)
    with pytest.raises(ValidationError):
        type_in(world, "0101", version=1, tier=Tier.ADVANCED)
    assert Rating.objects.get().tier == Tier.GOOD


@pytest.mark.parametrize(("code", "unit"), [("0201", "01"), ("01", "01"), ("03", "03"), ("0101", None), ("00", None)])
def test_enter_refuses_whom_the_unit_does_not_rate(world, code, unit):
    with pytest.raises(ValidationError):
        type_in(world, code, unit=unit)


@pytest.mark.parametrize("code", ["01", "03"])
def test_enter_by_the_university_rates_base_organisations(world, code):
    rating = type_in(world, code, unit=None, by="department")
    assert (rating.organisation.code, rating.unit.code) == (code, code)


def test_enter_leaves_closed_branches_out_from_the_closing_day_on(world):
    close(world["0101"], BASELINE)
    close(world["0102"], BASELINE + timedelta(days=1))
    with pytest.raises(ValidationError):
        type_in(world, "0101")
    assert type_in(world, "0102").state == State.DRAFT


@pytest.mark.parametrize(("founded_on", "rated"), [(date(2011, 4, 1), True), (date(2011, 4, 2), False), (None, True)])
def test_enter_needs_a_year_of_existence(world, founded_on, rated):
    world.organisations["0199"] = found(world["01"], "0199", founded_on=founded_on)
    if rated:
        assert type_in(world, "0199").state == State.DRAFT
    else:
        with pytest.raises(ValidationError):
            type_in(world, "0199")


def test_enter_takes_a_merger_s_successor_for_old(world):
    world.organisations["0199"] = found(world["01"], "0199", founded_on=date(2012, 3, 1))
    close(world["0103"], date(2012, 3, 1), into=world["0199"])
    assert type_in(world, "0199").state == State.DRAFT


def test_admit_lets_a_new_branch_be_rated_and_remembers_why(world):
    branch = world.organisations["0199"] = found(world["01"], "0199", founded_on=date(2012, 3, 1))
    rating = admit(round_=world.baseline, organisation=branch, reason="由老支部分设", by=world.people["department"])
    entry = rating.history.get()
    assert (entry.history_user.username, entry.history_change_reason) == ("department", "由老支部分设")
    assert type_in(world, "0199", version=rating.version).tier == Tier.GOOD


@pytest.mark.parametrize(("code", "reason"), [("0199", " "), ("0101", "有必要"), ("0103", "有必要")])
def test_admit_needs_a_reason_and_a_new_open_branch(world, code, reason):
    world.organisations["0199"] = found(world["01"], "0199", founded_on=date(2012, 3, 1))
    close(world["0103"], BASELINE)
    with pytest.raises(ValidationError):
        admit(round_=world.baseline, organisation=world[code], reason=reason, by=world.people["department"])
    assert Rating.objects.count() == 0


def test_submit_hands_everything_in_and_begins_the_history(world):
    ratings = [type_in(world, code) for code in ("0101", "0102", "0103")]
    assert hand_in(world) == [rating.pk for rating in ratings]
    rating = Rating.objects.get(organisation=world["0101"])
    assert (rating.state, rating.submitted_by.username, rating.unit.code) == (State.SUBMITTED, "unit-01", "01")
    entries = rating.history.values_list("state", "history_user__username")
    assert list(entries) == [(State.SUBMITTED, "unit-01")]


def test_submit_names_everyone_without_a_tier(world):
    type_in(world, "0101")
    type_in(world, "0102", tier=None, score=Decimal(80))
    with pytest.raises(Incomplete) as refused:
        hand_in(world)
    assert [branch.code for branch in refused.value.missing] == ["0102", "0103"]
    assert set(Rating.objects.values_list("state", flat=True)) == {State.DRAFT}


def test_submit_names_tiers_that_scores_do_not_say_without_a_reason(world):
    """R21: what is official already, or has a reason, is not asked about."""
    type_in(world, "0101", tier=Tier.ADVANCED, score=Decimal(70), remark="省级先进")
    type_in(world, "0102", tier=Tier.ADVANCED, score=Decimal(70), remark=" ")
    rate(world["0103"], world.baseline, Tier.ADVANCED, score=70)
    with pytest.raises(Unexplained) as refused:
        hand_in(world)
    assert [branch.code for branch in refused.value.rows] == ["0102"]
    Rating.objects.filter(organisation=world["0102"]).update(remark="市级先进")
    assert len(hand_in(world)) == 2


def test_submit_does_not_wait_for_closed_or_new_branches(world):
    close(world["0103"], BASELINE)
    found(world["01"], "0199", founded_on=date(2012, 3, 1))
    for code in ("0101", "0102"):
        type_in(world, code)
    assert len(hand_in(world)) == 2


def test_submit_of_a_correction_clears_the_reason(world):
    for code in ("0101", "0102"):
        rate(world[code], world.baseline, Tier.GOOD)
    rating = rate(world["0103"], world.baseline, Tier.GOOD, state=State.RETURNED)
    set_days(world.baseline, closes=YESTERDAY)
    assert hand_in(world) == [rating.pk]
    rating.refresh_from_db()
    assert (rating.state, rating.reason) == (State.SUBMITTED, "")


def test_submit_twice_comes_too_late(world):
    for code in ("0101", "0102", "0103"):
        type_in(world, code)
    hand_in(world)
    with pytest.raises(TooLate):
        hand_in(world)


def test_submit_after_the_closing_day_is_refused(world):
    for code in ("0101", "0102", "0103"):
        type_in(world, code)
    set_days(world.baseline, closes=YESTERDAY)
    with pytest.raises(ValidationError):
        hand_in(world)


def test_submit_by_the_university_takes_each_base_organisation_as_its_unit(world):
    for code in ("01", "02", "03"):
        type_in(world, code, unit=None, by="department")
    hand_in(world, unit=None, by="department")
    units = Rating.objects.values_list("organisation__code", "unit__code")
    assert sorted(units) == [("01", "01"), ("02", "02"), ("03", "03")]


def test_submit_by_the_new_unit_after_a_move_takes_the_branch_over(world):
    type_in(world, "0101")
    move(world["0101"], world["02"])
    for code in ("0201", "0202"):
        type_in(world, code, unit="02", by="unit-02")
    hand_in(world, unit="02", by="unit-02")
    assert Rating.objects.get(organisation=world["0101"]).unit.code == "02"
