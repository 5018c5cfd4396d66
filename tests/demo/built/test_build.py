"""What the demo consists of: 45 and 341, a closed baseline, a later round in every state, people who sign in."""

from collections import Counter
from datetime import timedelta

import pytest
from django.conf import settings
from django.db.models import F, Q
from django.urls import reverse

from accounts.models import User
from branches.choices import Basis, Category, ChangeKind, Kind
from branches.demo.dates import calendar
from branches.models import Appointment, Change, Organisation, Secretary
from branches.roles import check
from core.choices import Role
from pledges.queries.cover import covered_board
from ratings import standings
from ratings.choices import State, Tier
from ratings.models import Rating, Standing
from ratings.queries import board as boards
from ratings.rules.bands import disagrees
from tests.demo.built.conftest import TODAY
from tests.ratings.test_standings import assert_recounted, stored, stored_tally


@pytest.fixture
def board(campaign):
    return covered_board(campaign, TODAY, boards.units_of(campaign, Organisation.objects.units()))


def test_demo_has_45_base_organisations_and_341_branches(campaign):
    kinds = Counter(Organisation.objects.order_by().values_list("kind", flat=True))
    assert kinds == {
        Kind.UNIVERSITY: 1,
        Kind.PARTY_COMMITTEE: 30,
        Kind.GENERAL_BRANCH: 10,
        Kind.DIRECT_BRANCH: 5,
        Kind.BRANCH: 341,
    }
    assert Organisation.objects.find_problems() == ([], [], [], [], [])


def test_demo_has_branches_of_every_category_and_basis(campaign):
    branches = Organisation.objects.branches().order_by()
    assert set(branches.values_list("category", flat=True)) == set(Category)
    assert set(branches.filter(category=Category.STUDENT).values_list("basis", flat=True)) == set(Basis)
    assert not branches.filter(members=None).exists()
    assert not branches.filter(founded_on=None).exists()


def test_command_prints_the_sign_ins(demo):
    told = ("department", "unit-45", "branch-341", settings.DEMO_PASSWORD)
    assert [name for name in told if name not in demo] == []


def test_demo_signs_everybody_in_with_one_password(campaign, client):
    expected = {"department", "department-2", "viewer", "accounts", "audit"}
    expected |= {f"expert-{number}" for number in range(1, 6)}
    expected |= {f"unit-{number:02}" for number in range(1, 46)} | {f"branch-{number:03}" for number in range(1, 342)}
    assert set(User.objects.values_list("username", flat=True)) == expected
    assert len(set(User.objects.values_list("password", flat=True))) == 1
    assert not User.objects.filter(must_change_password=True).exists()
    client.post(reverse("login"), {"username": "unit-45", "password": settings.DEMO_PASSWORD})
    assert client.session["_auth_user_id"] == str(User.objects.get(username="unit-45").pk)


def test_demo_appoints_only_what_may_be(campaign):
    appointments = Appointment.objects.select_related("organisation", "user")
    for appointment in appointments.exclude(role__in=[Role.UNIT, Role.BRANCH]):
        check(appointment, appointment.held_besides())
    assert {one.user.username for one in appointments if one.organisation.kind != Kind.UNIVERSITY} == {
        f"{one.role}-{one.organisation.code}" for one in appointments if one.organisation.kind != Kind.UNIVERSITY
    }


def test_demo_has_secretaries_overdue_and_one_post_vacant(campaign):
    in_office = Secretary.objects.filter(left_on=None)
    led = Organisation.objects.exclude(kind=Kind.UNIVERSITY).open_on(TODAY)
    assert led.exclude(pk__in=in_office.values("organisation")).count() == 1
    assert 5 <= in_office.filter(term_to__lt=TODAY).count() <= 40
    assert len(set(in_office.values_list("name", flat=True))) == in_office.count()


def test_baseline_is_closed_with_everybody_approved(campaign):
    baseline = campaign.rounds.get(is_baseline=True)
    rows = Rating.objects.official().filter(round=baseline)
    assert baseline.closes_on < TODAY
    assert rows.filter(organisation__kind=Kind.BRANCH).count() == 341
    assert rows.exclude(organisation__kind=Kind.BRANCH).count() == 45
    tiers = Counter(rows.filter(organisation__kind=Kind.BRANCH).order_by().values_list("tier", flat=True))
    assert tiers == {Tier.ADVANCED: 88, Tier.GOOD: 142, Tier.ORDINARY: 86, Tier.LAGGING: 25}


def test_later_round_is_open_in_every_state(campaign):
    later = campaign.rounds.get(is_baseline=False)
    states = Counter(Rating.objects.filter(round=later).order_by().values_list("state", flat=True))
    assert later.is_open_on(TODAY)
    assert set(states) == set(State)
    assert states[State.APPROVED] > sum(states.values()) / 2


def test_demo_approves_nothing_by_who_entered_it(campaign):
    rows = Rating.objects.official()
    assert not rows.filter(Q(approved_by=F("entered_by")) | Q(approved_by=F("submitted_by"))).exists()
    assert not rows.filter(submitted_by=None).exists()


def test_demo_scores_lie_in_the_bands_of_their_tiers(campaign):
    rows = Rating.objects.values_list("score", "tier")
    assert [row for row in rows if disagrees(*row)] == []


def test_demo_dates_lie_in_the_rounds_and_before_today(campaign):
    for rating in Rating.objects.official().select_related("round"):
        assert rating.submitted_at < rating.approved_at
        assert rating.approved_at.date() <= TODAY
        assert rating.history.count() >= 1
    times = Rating.history.filter(state=State.APPROVED).values_list("history_date", "approved_at")
    assert [pair for pair in times if pair[0] != pair[1]] == []


CHANGED = (ChangeKind.MERGED, ChangeKind.DISSOLVED, ChangeKind.MOVED, ChangeKind.RECLASSIFIED)


def test_demo_restructures_once_each_between_the_rounds(campaign):
    days = calendar(TODAY)
    kinds = Counter(Change.objects.filter(on__gt=days.baseline, on__lt=days.later).values_list("kind", flat=True))
    assert kinds == dict.fromkeys(CHANGED, 1)


def test_demo_records_changes_on_their_days(campaign):
    days = {change.recorded_at.date() - change.on for change in Change.objects.all()}
    assert days == {timedelta(0)}


def test_demo_spreads_the_states_of_units(board):
    states = Counter(row.state.value for row in board.units)
    assert set(states) == {"on_target", "at_risk", "off_track", "not_applicable"}
    assert min(states.values()) >= 5
    assert len(board.units) == 45


def test_demo_university_misses_one_target_and_shows_closings(board):
    figures = board.university.figures
    assert figures["ordinary-1"].gap > 0
    assert figures["lagging-1"].gap == 0
    assert figures["lagging-1"].left_out == 1


def test_demo_shows_falls_and_rises(campaign):
    later = campaign.rounds.get(is_baseline=False)
    falls = Standing.objects.filter(since=later.reference_date, unit__isnull=False, tier__lt=F("baseline")).count()
    rises = Standing.objects.filter(since=later.reference_date, unit__isnull=False, tier__gt=F("baseline")).count()
    assert 3 <= falls <= 20
    assert rises > 3 * falls


def test_demo_standings_equal_a_recount(campaign):
    assert_recounted(campaign)
    before = stored(campaign), stored_tally(campaign)
    standings.rebuild(campaign)
    assert (stored(campaign), stored_tally(campaign)) == before
