"""Every address of the admin × every role: registers open to the department and the accounts administrator only."""

from dataclasses import dataclass
from datetime import date

import pytest
from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.urls import URLPattern, reverse

from branches.models import Appointment, Organisation
from tests.access.rows import PEOPLE, SIGN_IN
from tests.world import build, close


@dataclass(frozen=True)
class Row:
    """What the department and the accounts administrator get.

    `others`: what everybody else gets; `of`: whose row, by user name or code; `data`: the fields
    sent, None for a page that is read.
    """

    department: int = 403
    accounts: int = 403
    args: tuple = ()
    of: str = ""
    query: str = ""
    data: dict | None = None
    others: int = 403

    def answers(self):
        return dict.fromkeys(PEOPLE, self.others) | {"N": SIGN_IN, "A": self.department, "C": self.accounts}


USERS = "?app_label=branches&model_name=appointment&field_name=user&term=unit"
PLACES = "?app_label=branches&model_name=appointment&field_name=organisation&term=01"
PARENTS = "?app_label=branches&model_name=organisation&field_name=successor&term=01"

# name, then what tells two rows of one name apart.
ROWS = {
    "index": Row(200, 200),
    "login": Row(302, 302),
    "logout": Row(302, 302, data={}, others=302),
    "password_change": Row(302, 302),
    "password_change_done": Row(200, 200),
    "jsi18n": Row(200, 200),
    "app_list": Row(200, 200, args=("branches",)),
    "app_list of accounts": Row(404, 200, args=("accounts",)),
    "autocomplete of users": Row(200, 200, query=USERS),
    "autocomplete of places": Row(200, 403, query=PLACES),
    "autocomplete of parents": Row(200, 403, query=PARENTS),
    "view_on_site": Row(302, 302, of="01"),
    "branches_organisation_changelist": Row(200),
    "branches_organisation_add": Row(200),
    "branches_organisation_change": Row(200, of="0101"),
    "branches_organisation_change of a closed one": Row(200, of="0103"),
    "branches_organisation_history": Row(200, of="0101"),
    "branches_organisation_leaving": Row(200, of="0101"),
    "branches_organisation_leaving sent": Row(200, of="0101", data={}),
    "branches_organisation_simple_history": Row(404, 404, of="0101"),
    "branches_organisation_delete": Row(of="0101"),
    "branches_organisation_delete sent": Row(of="0101", data={"post": "yes"}),
    "branches_appointment_changelist": Row(200, 200),
    "branches_appointment_add": Row(200, 200),
    "branches_appointment_change": Row(200, 404, of="unit-01"),
    "branches_appointment_change of an auditor": Row(404, 200, of="audit"),
    "branches_appointment_history": Row(200, 404, of="unit-01"),
    "branches_appointment_history of an auditor": Row(404, 200, of="audit"),
    "branches_appointment_simple_history": Row(404, 404, of="unit-01"),
    "branches_appointment_delete": Row(of="unit-01"),
    "branches_appointment_delete sent": Row(of="unit-01", data={"post": "yes"}),
    "accounts_user_changelist": Row(403, 200),
    "accounts_user_add": Row(403, 200),
    "accounts_user_change": Row(403, 200, of="unit-01"),
    "accounts_user_history": Row(403, 200, of="unit-01"),
    "accounts_user_simple_history": Row(404, 404, of="unit-01"),
    "accounts_user_delete": Row(of="unit-01"),
    "accounts_user_delete sent": Row(of="unit-01", data={"post": "yes"}),
    "accounts_user_do": Row(403, 200, of="unit-01"),
    "accounts_user_do sent": Row(403, 200, of="unit-01", data={}),
    "accounts_user_do to oneself": Row(403, 403, of="accounts", data={}),
}

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """The cast with a closed branch, made once for this module and taken back afterwards."""
    with django_db_blocker.unblock(), transaction.atomic():
        cast = build()
        close(cast["0103"], date(2012, 9, 1))
        django_db_blocker.block()
        yield cast
        django_db_blocker.unblock()
        transaction.set_rollback(True)


def names(patterns=None):
    """Every named address of the admin."""
    for entry in admin.site.urls[0] if patterns is None else patterns:
        if not isinstance(entry, URLPattern):
            yield from names(entry.url_patterns)
        elif entry.name:
            yield entry.name


def test_every_address_of_the_admin_has_a_row():
    assert sorted(set(names()) ^ {key.split()[0] for key in ROWS}) == []


@pytest.mark.parametrize("key", ROWS)
def test_admin_answers_each_role(key, world, client_of):
    url, row = address(key, world), ROWS[key]
    assert {letter: ask(client_of(name), url, row) for letter, name in PEOPLE.items()} == row.answers()


def ask(client, url, row):
    """The answer to one person, that of the admin's door included; whatever it changed is undone."""
    with transaction.atomic():
        response = client.get(url) if row.data is None else client.post(url, row.data)
        transaction.set_rollback(True)
    if response.status_code == 302 and response.url.startswith(reverse("admin:login")):
        response = client.get(response.url)
    asked_to_sign_in = response.status_code == 302 and response.url.startswith(f"{reverse('login')}?next=")
    return SIGN_IN if asked_to_sign_in else response.status_code


def address(key, world):
    name, row = key.split()[0], ROWS[key]
    args = row.args or arguments(name, row, world)
    return reverse(f"admin:{name}", args=args) + row.query


def arguments(name, row, world):
    if not row.of:
        return ()
    if name == "view_on_site":
        return (ContentType.objects.get_for_model(Organisation).pk, world[row.of].pk)
    pk = key_of(name, row.of, world)
    if name.endswith("simple_history"):
        return (pk, 1)
    return (pk, "reset") if name == "accounts_user_do" else (pk,)


def key_of(name, of, world):
    """The primary key of the organisation, the user, or the user's appointment."""
    if name.startswith("branches_organisation"):
        return world[of].pk
    if name.startswith("branches_appointment"):
        return Appointment.objects.get(user=world.people[of]).pk
    return world.people[of].pk
