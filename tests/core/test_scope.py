"""Who sees which rows: role and place in the same query, strangers told nothing (R14 for moved branches)."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import Http404
from django.utils import timezone

from branches.models import Appointment, Organisation, Secretary
from core.checks import every_model_declares_its_scope
from core.choices import BUSINESS, READERS, Role
from core.models import Event
from core.scope import is_declared, scope_of
from ratings.choices import Tier
from ratings.models import Campaign, Rating, Tally
from tests.world import appoint, found, move, person, rate

EVERYTHING = ["00", "01", "0101", "0102", "0103", "02", "0201", "0202", "03"]
UNIT_01 = ["01", "0101", "0102", "0103"]

SEEN = {
    "department": EVERYTHING,
    "department-2": EVERYTHING,
    "viewer": EVERYTHING,
    "viewer-01": UNIT_01,
    "unit-01": UNIT_01,
    "unit-02": ["02", "0201", "0202"],
    "unit-03": ["03"],
    "branch-0101": ["0101"],
    "branch-0201": ["0201"],
    "expert": [],
    "accounts": [],
    "audit": [],
    "stranger": [],
}


def codes(rows):
    return list(rows.order_by("path").values_list("code", flat=True))


@pytest.mark.parametrize(("username", "expected"), SEEN.items(), ids=SEEN)
def test_scope_shows_the_subtree_of_each_place(world, username, expected):
    assert codes(scope_of(world.people[username]).of(Organisation)) == expected


def test_scope_hides_everything_from_an_anonymous_reader(world):
    assert codes(scope_of(AnonymousUser()).of(Organisation)) == []


def test_scope_tests_role_and_place_together(world):
    """A viewer of unit 02 who is secretary of unit 01 writes in 01 only."""
    user = world.people["unit-01"]
    appoint(user, Role.VIEWER, world["02"])
    scope = scope_of(user)
    assert codes(scope.of(Organisation, role=Role.UNIT)) == UNIT_01
    assert codes(scope.of(Organisation, role=Role.VIEWER)) == ["02", "0201", "0202"]
    assert codes(scope.of(Organisation)) == [*UNIT_01, "02", "0201", "0202"]
    with pytest.raises(Http404):
        scope.get(Organisation, code="0201", role=Role.UNIT)
    assert scope.get(Organisation, code="0201", role=Role.VIEWER) == world["0201"]


def test_scope_of_a_subtree_stops_at_the_next_unit(world):
    """Paths are compared as text: many siblings must not slip into the range."""
    for number in range(40):
        found(world["02"], f"02x{number:02}")
    assert codes(scope_of(world.people["unit-01"]).of(Organisation)) == UNIT_01


@pytest.mark.parametrize("code", ["0201", "02", "00", "none such"])
def test_scope_answers_a_forged_code_like_one_that_does_not_exist(world, code):
    with pytest.raises(Http404) as refusal:
        scope_of(world.people["unit-01"]).get(Organisation, code=code)
    assert str(refusal.value) == ""


@pytest.mark.parametrize("role", [Role.DEPARTMENT, Role.VIEWER, Role.BRANCH, Role.EXPERT])
def test_scope_gives_nothing_for_a_role_not_held(world, role):
    assert codes(scope_of(world.people["unit-01"]).of(Organisation, role=role)) == []


def test_scope_narrows_a_queryset_it_is_handed(world):
    branches = Organisation.objects.branches()
    assert codes(scope_of(world.people["unit-01"]).of(branches)) == ["0101", "0102", "0103"]


def test_scope_reads_places_once_and_rows_once(world, django_assert_num_queries):
    user = world.people["unit-01"]
    with django_assert_num_queries(2):
        scope = scope_of(user)
        list(scope.of(Organisation))
    with django_assert_num_queries(1):
        list(scope.of(Secretary, role=Role.UNIT))


def test_scope_of_free_models_asks_for_the_role_alone(world):
    for username, seen in {
        "unit-01": 1,
        "expert": 1,
        "department": 1,
        "accounts": 0,
        "audit": 0,
        "stranger": 0,
    }.items():
        assert scope_of(world.people[username]).of(Campaign).count() == seen, username
    assert scope_of(world.people["audit"]).of(Event, role=Role.AUDIT).count() == Event.objects.count()
    assert scope_of(world.people["department"]).of(Event, role=Role.AUDIT).count() == 0


def test_scope_ends_on_the_day_an_appointment_does(world):
    today = timezone.localdate()
    user = world.people["stranger"]
    appointment = appoint(user, Role.UNIT, world["01"], ends_on=today + timedelta(days=1))
    assert codes(scope_of(user).of(Organisation)) == UNIT_01
    Appointment.objects.filter(pk=appointment.pk).update(ends_on=today)
    assert codes(scope_of(user).of(Organisation)) == []


def test_scope_begins_with_the_first_day_of_an_appointment(world):
    user = world.people["stranger"]
    appointment = appoint(user, Role.UNIT, world["01"], starts_on=timezone.localdate() + timedelta(days=1))
    assert codes(scope_of(user).of(Organisation)) == []
    Appointment.objects.filter(pk=appointment.pk).update(starts_on=timezone.localdate())
    assert codes(scope_of(user).of(Organisation)) == UNIT_01


def test_scope_is_empty_for_a_disabled_user(world):
    user = world.people["department"]
    user.is_active = False
    assert codes(scope_of(user).of(Organisation)) == []


def test_scope_gives_a_superuser_without_appointment_nothing(world):
    root = person("root", is_staff=True, is_superuser=True)
    assert codes(scope_of(root).of(Organisation)) == []
    assert not scope_of(root).has(*Role)


def test_scope_covers_the_place_and_what_is_below(world):
    scope = scope_of(world.people["unit-01"])
    assert scope.covers(world["01"].path, Role.UNIT)
    assert scope.covers(world["0101"].path, Role.UNIT)
    assert not scope.covers(world["0101"].path, Role.BRANCH)
    assert not scope.covers(world["0201"].path, Role.UNIT)
    assert not scope.covers(world["00"].path, Role.UNIT)


@pytest.mark.parametrize(("username", "all_of_it"), [("department", True), ("viewer", True), ("viewer-01", False)])
def test_scope_oversees_from_the_top_of_the_tree_only(world, username, all_of_it):
    scope = scope_of(world.people[username])
    assert scope.oversees(Role.DEPARTMENT, Role.VIEWER) is all_of_it
    assert not scope.oversees(Role.UNIT)


def test_rating_of_a_moved_branch_stays_readable_in_its_cohort_unit(world):
    """R14: the baseline unit goes on seeing the rating, not the branch."""
    rating = rate(world["0101"], world.baseline, Tier.LAGGING)
    move(world["0101"], world["02"])
    old, new, third = (scope_of(world.people[name]) for name in ("unit-01", "unit-02", "unit-03"))
    assert [list(scope.of(Rating)) for scope in (old, new, third)] == [[rating], [rating], []]
    assert codes(old.of(Organisation)) == ["01", "0102", "0103"]
    assert codes(new.of(Organisation)) == ["02", "0201", "0202", "0101"]


def test_rating_after_the_move_is_the_new_units_alone(world):
    move(world["0101"], world["02"])
    rating = rate(world["0101"], world.later, Tier.ORDINARY)
    assert list(scope_of(world.people["unit-01"]).of(Rating)) == []
    assert list(scope_of(world.people["unit-02"]).of(Rating)) == [rating]


def test_roles_are_business_or_separate():
    assert set(BUSINESS) | {Role.ACCOUNTS, Role.AUDIT} == set(Role)
    assert set(READERS) < set(BUSINESS)


def test_models_all_declare_their_scope():
    assert every_model_declares_its_scope(None) == []


def test_models_with_neither_or_both_declarations_are_refused():
    class Neither:
        pass

    class Both:
        scope_free = True
        scope_paths = ("organisation",)

    assert [is_declared(model) for model in (Neither, Both, Organisation, Campaign)] == [False, False, True, True]


def test_from_the_top_no_path_is_compared(world):
    """Every rating hangs on the tree, so the whole university's are asked for without looking at it."""
    rows = scope_of(world.people["department"]).of(Rating)
    assert "path" not in str(rows.query)
    assert "path" in str(scope_of(world.people["unit-01"]).of(Rating).query)


def test_what_may_hang_on_no_node_is_looked_at_even_from_the_top(world):
    """The university's own sums belong to no unit: nobody's place leads to them."""
    assert "path" in str(scope_of(world.people["department"]).of(Tally).query)
