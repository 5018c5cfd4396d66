"""Users and appointments in the admin: three separate hands, passwords shown once, nothing deleted."""

from datetime import date

import pytest

from accounts.models import User
from branches import actions
from branches.models import Appointment
from core.choices import EventKind, Role
from core.models import Event
from tests.branches.admin.pages import errors, formsets
from tests.world import PASSWORD, appoint

USERS = "/admin/accounts/user/"
APPOINTMENTS = "/admin/branches/appointment/"
SUGGEST = "/admin/autocomplete/?app_label=branches&model_name=appointment&field_name={}&term={}"
JUNE = date(2012, 6, 1)


@pytest.fixture
def accounts(client_of):
    return client_of("accounts")


@pytest.fixture
def department(client_of):
    return client_of("department")


def user_page(user):
    return f"{USERS}{user.pk}/change/"


def do(user, verb):
    return f"{USERS}{user.pk}/do/{verb}/"


def held_page(appointment):
    return f"{APPOINTMENTS}{appointment.pk}/change/"


def listed(response):
    return sorted((held.user.username, held.role) for held in response.context["cl"].result_list)


def test_new_user_gets_a_password_that_is_shown_once(world, accounts):
    response = accounts.post(f"{USERS}add/", {"username": "li", "name": "李明"})
    user = User.objects.get(username="li")
    password = response.context["password"]
    assert (user.name, user.must_change_password, user.check_password(password)) == ("李明", True, True)
    assert password in response.content.decode()
    assert "no-store" in response["Cache-Control"]
    assert password not in accounts.get(user_page(user)).content.decode()
    assert user.history.get().history_user == world.people["accounts"]
    event = Event.objects.filter(kind=EventKind.ACCOUNT).first()
    assert (event.by, event.subject, event.detail["verb"]) == (world.people["accounts"], "李明（li）", "enter")
    assert password not in str(event.detail)


@pytest.mark.parametrize("facts", [{"username": "unit-01"}, {"username": "with space"}, {"name": ""}])
def test_new_user_is_refused(world, accounts, facts):
    before = User.objects.count()
    assert errors(accounts.post(f"{USERS}add/", {"username": "li", "name": "李明"} | facts)) == set(facts)
    assert User.objects.count() == before


def test_page_of_a_user_never_shows_the_password(world, accounts):
    page = accounts.get(user_page(world.people["unit-01"])).content.decode()
    assert "password" not in page.replace("/password/", "").replace("must_change_password", "")
    assert world.people["unit-01"].password not in page


def test_forged_rights_and_passwords_are_ignored(world, accounts):
    user = world.people["unit-01"]
    forged = {"is_staff": "on", "is_superuser": "on", "is_active": "", "password": "x", "must_change_password": "on"}
    accounts.post(user_page(user), {"username": "unit-01", "name": "新名"} | forged)
    fresh = User.objects.get(pk=user.pk)
    assert (fresh.name, fresh.is_staff, fresh.is_superuser, fresh.is_active, fresh.password) == (
        "新名", False, False, True, user.password,
    )  # fmt: skip


def test_reset_gives_a_new_password_and_ends_sessions(world, accounts, client_of):
    user, client = world.people["unit-01"], client_of("unit-01")
    assert accounts.get(do(user, "reset")).status_code == 200
    password = accounts.post(do(user, "reset")).context["password"]
    user.refresh_from_db()
    assert (user.check_password(password), user.check_password(PASSWORD), user.must_change_password) == (
        True, False, True,
    )  # fmt: skip
    assert client.get("/rounds/").status_code == 302
    detail = Event.objects.filter(kind=EventKind.ACCOUNT).first().detail
    assert (detail["verb"], detail["after"]) == ("reset", {"must_change_password": True})


def test_disabled_user_is_out_at_the_next_request(world, accounts, client_of):
    user, client = world.people["unit-01"], client_of("unit-01")
    accounts.post(do(user, "disable"))
    assert client.get("/rounds/").status_code == 302
    user.refresh_from_db()
    assert not user.is_active
    assert [accounts.get(do(user, verb)).status_code for verb in ("reset", "sign-out", "disable")] == [404, 404, 404]
    accounts.post(do(user, "enable"))
    user.refresh_from_db()
    assert user.is_active


def test_sessions_are_ended(world, accounts, client_of):
    client = client_of("unit-01")
    accounts.post(do(world.people["unit-01"], "sign-out"))
    assert client.get("/rounds/").status_code == 302


@pytest.mark.parametrize("verb", ["reset", "disable", "sign-out"])
def test_nobody_does_it_to_oneself(world, accounts, verb):
    me = world.people["accounts"]
    assert [accounts.get(do(me, verb)).status_code, accounts.post(do(me, verb)).status_code] == [403, 403]
    assert accounts.get(user_page(me)).context["verbs"] == []


@pytest.mark.parametrize("who", ["department", "viewer", "unit-01", "audit", "stranger", None])
def test_users_are_the_accounts_administrators(world, client_of, who):
    client, user = client_of(who), world.people["unit-02"]
    paths = (USERS, f"{USERS}add/", user_page(user), do(user, "reset"), f"{USERS}{user.pk}/history/")
    assert {client.get(path).status_code for path in paths} <= {302, 403, 404}
    client.post(do(user, "reset"))
    assert User.objects.get(pk=user.pk).password == user.password


def test_verb_that_is_none_is_not_found(world, accounts):
    assert accounts.get(do(world.people["unit-01"], "promote")).status_code == 404
    assert accounts.get(f"{USERS}999999/do/reset/").status_code == 404


def test_users_are_not_deleted(world, accounts):
    assert accounts.post(f"{USERS}{world.people['unit-01'].pk}/delete/", {"post": "yes"}).status_code == 403


def test_users_show_their_roles_at_the_same_cost(world, accounts, django_assert_num_queries):
    accounts.get(USERS)  # the first request of a session writes it
    with django_assert_num_queries(6):
        page = accounts.get(USERS).content.decode()
    assert f"{Role.UNIT.label} · 文学院党委" in page


def test_history_of_a_user_has_no_password(world, accounts):
    user = world.people["unit-01"]
    accounts.post(user_page(user), {"username": "unit-01", "name": "新名"})
    page = accounts.get(f"{USERS}{user.pk}/history/").content.decode()
    assert "<del>unit-01</del> → <ins>新名</ins>" in page
    assert user.password not in page


def test_each_hand_sees_its_own_appointments(world, accounts, department):
    assert listed(accounts.get(APPOINTMENTS)) == [("accounts", "accounts"), ("audit", "audit")]
    assert {role for _name, role in listed(department.get(APPOINTMENTS))} == {
        "department", "viewer", "unit", "branch", "expert",
    }  # fmt: skip


def test_appointments_of_the_other_hand_are_not_found(world, accounts, department):
    theirs, ours = world.people["audit"].appointments.get(), world.people["viewer"].appointments.get()
    for client, appointment in ((department, theirs), (accounts, ours)):
        assert client.get(held_page(appointment)).status_code == 404
        assert client.get(f"{APPOINTMENTS}{appointment.pk}/history/").status_code == 404
        client.post(held_page(appointment), {"ends_on": "2012-06-01"})
    assert not Appointment.objects.filter(ends_on=JUNE).exists()


def test_department_gives_a_business_role(world, department):
    data = {
        "user": world.people["stranger"].pk,
        "role": Role.UNIT,
        "organisation": world["01"].pk,
        "starts_on": "2012-06-01",
    }
    assert department.post(f"{APPOINTMENTS}add/", data).status_code == 302
    held = world.people["stranger"].appointments.get()
    assert (held.role, held.organisation, held.starts_on) == (Role.UNIT, world["01"], JUNE)
    assert held.history.get().history_user == world.people["department"]


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"role": Role.AUDIT}, "role"),
        ({"role": Role.BRANCH}, "organisation"),
        ({"organisation": 999999}, "organisation"),
        ({"user": 999999}, "user"),
        ({"starts_on": ""}, "starts_on"),
        ({"role": ""}, "role"),
        ({"user": ""}, "user"),
        ({"organisation": ""}, "organisation"),
    ],
)
def test_department_is_refused_beside_the_field(world, department, facts, field):
    data = {
        "user": world.people["stranger"].pk,
        "role": Role.UNIT,
        "organisation": world["01"].pk,
        "starts_on": "2012-06-01",
    }
    assert errors(department.post(f"{APPOINTMENTS}add/", data | facts)) == {field}
    assert not world.people["stranger"].appointments.exists()


def test_accounts_administrator_gives_roles_at_the_university_only(world, accounts):
    data = {"user": world.people["stranger"].pk, "role": Role.AUDIT, "starts_on": "2012-06-01"}
    forged = data | {"organisation": world["01"].pk}
    assert accounts.post(f"{APPOINTMENTS}add/", forged).status_code == 302
    assert world.people["stranger"].appointments.get().organisation == world["00"]


@pytest.mark.parametrize("role", [Role.DEPARTMENT, Role.UNIT, Role.EXPERT])
def test_accounts_administrator_gives_no_business_role(world, accounts, role):
    data = {"user": world.people["stranger"].pk, "role": role, "starts_on": "2012-06-01"}
    assert errors(accounts.post(f"{APPOINTMENTS}add/", data)) == {"role"}


def test_nobody_gives_or_ends_an_own_role(world, accounts, department):
    for client, who, role in ((accounts, "accounts", Role.AUDIT), (department, "department", Role.EXPERT)):
        data = {
            "user": world.people[who].pk,
            "role": role,
            "organisation": world["00"].pk,
            "starts_on": "2012-06-01",
        }
        assert "user" in errors(client.post(f"{APPOINTMENTS}add/", data))
        own = world.people[who].appointments.get()
        assert client.post(held_page(own), {"ends_on": "2012-06-01"}).status_code == 403


def test_three_administrators_stay_apart(world, accounts):
    data = {"user": world.people["department"].pk, "role": Role.ACCOUNTS, "starts_on": "2012-06-01"}
    assert errors(accounts.post(f"{APPOINTMENTS}add/", data)) == {"role"}


def test_only_the_end_of_an_appointment_is_entered(world, department, client_of):
    held = world.people["unit-01"].appointments.get()
    forged = {"user": world.people["stranger"].pk, "role": Role.DEPARTMENT, "organisation": world["00"].pk}
    department.post(held_page(held), forged | {"ends_on": "2012-06-01"})
    fresh = Appointment.objects.get(pk=held.pk)
    assert (fresh.user, fresh.role, fresh.organisation, fresh.ends_on) == (
        world.people["unit-01"], Role.UNIT, world["01"], JUNE,
    )  # fmt: skip
    assert client_of("unit-01").get("/rounds/").status_code == 403


def test_appointments_are_not_deleted(world, department):
    held = world.people["unit-01"].appointments.get()
    assert department.post(f"{APPOINTMENTS}{held.pk}/delete/", {"post": "yes"}).status_code == 403


def test_appointments_are_found_by_day_and_name(world, department):
    appoint(world.people["stranger"], Role.BRANCH, world["0102"], ends_on=JUNE)
    assert listed(department.get(f"{APPOINTMENTS}?in_force=no")) == [("stranger", "branch")]
    assert listed(department.get(f"{APPOINTMENTS}?in_force=yes&q=0101")) == [("branch-0101", "branch")]


def test_appointments_cost_the_same_for_many(world, department, django_assert_num_queries):
    department.get(APPOINTMENTS)  # the first request of a session writes it
    for code in ("0102", "0103", "0202"):
        appoint(world.people["stranger"], Role.BRANCH, world[code])
        with django_assert_num_queries(5):
            department.get(APPOINTMENTS)


def test_department_is_suggested_active_users_and_nothing_else(world, department, client_of):
    User.objects.filter(username="unit-02").update(is_active=False)
    names = [result["text"] for result in department.get(SUGGEST.format("user", "unit")).json()["results"]]
    assert names == ["unit-01（unit-01）", "unit-03（unit-03）"]
    assert department.get(USERS).status_code == 403
    assert client_of("unit-01").get(SUGGEST.format("user", "unit")).status_code in (302, 403)


@pytest.mark.parametrize("odd", ["x", "1.5", "9" * 20, "-1", "１"])
@pytest.mark.parametrize("field", ["user", "organisation"])
def test_odd_keys_in_an_address_or_a_form_are_refused(world, department, odd, field):
    add, rows = "/admin/branches/appointment/add/", "/admin/branches/appointment/"
    assert department.get(add, {field: odd}).status_code == 200
    assert field in errors(department.post(add, {field: odd}))
    assert department.get(rows, {field: odd}).status_code == 400


@pytest.mark.parametrize("odd", ["x", "1.5", "9" * 20])
def test_odd_parents_are_refused(world, department, odd):
    add = "/admin/branches/organisation/add/"
    assert department.get(add, {"parent": odd}).status_code == 200
    assert "parent" in errors(department.post(add, formsets() | {"parent": odd}))


def test_people_and_their_roles_are_found_however_they_are_written(world, accounts, department):
    li = User.objects.create(username="li", name="阿依古丽·买买提")
    appoint(li, Role.VIEWER, world["01"])
    actions.rename(world["01"], name="人文学部党委", on=JUNE, by=None)
    for text in ("阿依古丽买买提", "阿依古丽•买买提", "ｌｉ", "买买提 li"):
        assert list(accounts.get(USERS, {"q": text}).context["cl"].result_list) == [li]
    held = department.get(APPOINTMENTS, {"q": "文学院党委 买买提"}).context["cl"].result_list
    assert [one.user for one in held] == [li]
