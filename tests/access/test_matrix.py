"""Every address × every role × own and other place. An address without a row fails; a row is one line.

The rows are gathered from the modules `access` beside each app's tests: `PAGES` are only read, `FORMS` read and changed
by sending a form, `VERBS` changed by a button and never read; `occupy(world)` puts there what they show, if need be.
Whatever is read is set as Chinese is (`tests.wording.misprints`).
"""

from importlib import import_module
from importlib.util import find_spec

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import reverse

from tests.access.rows import PEOPLE, SIGN_IN
from tests.test_architecture import patterns
from tests.wording.misprints import misprints
from tests.world import build

pytestmark = pytest.mark.django_db


def modules():
    """The modules `tests.<app>.access` there are, by app, lowest floor first."""
    names = {app: f"tests.{app}.access" for app in (*settings.PROJECT_APPS, "config")}
    return {app: import_module(name) for app, name in names.items() if find_spec(f"tests.{app}") and find_spec(name)}


def gathered(kind):
    """The rows of one kind of all apps, by the name of the URL."""
    return {name: row for module in ACCESS.values() for name, row in getattr(module, kind).items()}


def occupied():
    """The cast with something to see everywhere."""
    cast = build()
    for module in ACCESS.values():
        if hasattr(module, "occupy"):
            module.occupy(cast)
    return cast


ACCESS = modules()
KINDS = ("PAGES", "FORMS", "VERBS")
PAGES, FORMS, VERBS = (gathered(kind) for kind in KINDS)
ROWS = PAGES | FORMS | VERBS
NAMED = [(app, name) for app, module in ACCESS.items() for kind in KINDS for name in getattr(module, kind)]


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """The cast and something to see everywhere, made once for this module and taken back afterwards."""
    with django_db_blocker.unblock(), transaction.atomic():
        cast = occupied()
        django_db_blocker.block()
        yield cast
        django_db_blocker.unblock()
        transaction.set_rollback(True)


def test_every_address_has_one_row():
    assert sorted(name for _app, name in NAMED) == sorted({name for name, _ in patterns()})


def test_rows_stand_beside_the_tests_of_their_app():
    assert [(app, name) for app, name in NAMED if ":" in name and not name.startswith(f"{app}:")] == []


@pytest.mark.everywhere
@pytest.mark.parametrize("name", [*PAGES, *FORMS])
def test_page_answers_the_first_who_may_see_it(name, world, client_of):
    assert answered(client_of, name, [ROWS[name].first]) == promised(name, [ROWS[name].first])


@pytest.mark.parametrize("name", [*PAGES, *FORMS])
def test_page_answers_each_other_role(name, world, client_of):
    others = [key for key in ROWS[name].answers() if key != ROWS[name].first]
    assert answered(client_of, name, others) == promised(name, others)


@pytest.mark.parametrize("name", PAGES)
def test_page_is_only_read(name, world, client_of):
    client = client_of(PEOPLE[ROWS[name].who[0]])
    answers = {verb: getattr(client, verb)(address(name, "own")).status_code for verb in ("post", "put", "delete")}
    assert answers == {"post": 405, "put": 405, "delete": 405}


@pytest.mark.parametrize("name", FORMS)
def test_form_is_refused_where_its_page_is(name, world, client_of):
    row = ROWS[name]
    assert {key: send(client_of(PEOPLE[key[0]]), name, key[1:]) for key in row.refusals()} == row.refusals()


@pytest.mark.parametrize("name", VERBS)
def test_verb_answers_each_role(name, world, client_of):
    row = ROWS[name]
    assert {key: send(client_of(PEOPLE[key[0]]), name, key[1:]) for key in row.answers()} == row.answers()


@pytest.mark.parametrize("name", VERBS)
def test_verb_is_not_read(name, world, client_of):
    answers = {letter: read(client_of(PEOPLE[letter]), name, "own") for letter in ROWS[name].who}
    assert answers == dict.fromkeys(ROWS[name].who, ROWS[name].read)


@pytest.mark.parametrize("name", [*FORMS, *VERBS])
def test_change_asks_for_the_token(name, world):
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.people[PEOPLE[ROWS[name].who[0]]])
    assert send(client, name, "own") == 403


def answered(client_of, name, keys):
    """What the page answers to each of `keys`, a letter with a place."""
    return {key: read(client_of(PEOPLE[key[0]]), name, key[1:]) for key in keys}


def promised(name, keys):
    return {key: ROWS[name].answers()[key] for key in keys}


def read(client, name, place):
    response = client.get(address(name, place))
    assert response.streaming or misprints(response.content.decode(errors="replace")) == []
    return answer(response)


def send(client, name, place):
    """The answer to one person; whatever it changed is undone."""
    with transaction.atomic():
        response = client.post(address(name, place), ROWS[name].data)
        transaction.set_rollback(True)
    return answer(response)


def answer(response):
    if response.streaming:
        response.getvalue()  # a download is read to its end, and its file closed
    asked_to_sign_in = response.status_code == 302 and response.url.startswith(f"{reverse('login')}?next=")
    return SIGN_IN if asked_to_sign_in else response.status_code


def address(name, place):
    row = ROWS[name]
    if place == "own":
        return reverse(name, args=row.own) + row.query
    return reverse(name, args=row.other or row.own) + (row.other_query or row.query)
