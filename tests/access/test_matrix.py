"""Every address × every role × own and other place. An address without a row fails; a row is one line.

Refusals: anonymous → sign-in; the role lacks the function → 403; a row outside one's place → 404 (security.md).
"""

import io
from dataclasses import dataclass, field
from datetime import date

import pytest
from django.core.files.base import ContentFile
from django.db import transaction
from django.test import Client
from django.urls import reverse

from core.models import Upload
from core.workbooks.kinds import kind_of
from core.workbooks.templates import write_template
from ratings.choices import State, Tier
from tests.test_architecture import patterns
from tests.world import build, found, rate

# A department · V viewer of everything · v viewer of unit 01 · U unit secretary of 01 · B branch secretary of 0101
# E expert · C accounts · L audit log · S signed in without any appointment · N anonymous
PEOPLE = {
    "A": "department",
    "V": "viewer",
    "v": "viewer-01",
    "U": "unit-01",
    "B": "branch-0101",
    "E": "expert",
    "C": "accounts",
    "L": "audit",
    "S": "stranger",
    "N": None,
}
SIGNED_IN = "AVvUBECLS"
EVERYONE = SIGNED_IN + "N"
BOUND = "vUB"
SIGN_IN = "sign-in"
BASELINE_ROUND, ROUND = "2012-1", "2012-2"
UPLOAD = 4711
RISEN = ("ordinary-1-risen",)
UNIVERSITY_ONLY = {"vown": 404}  # a viewer, but of one unit
ROW = {"score": "82", "tier": "3", "remark": "", "version": ""}


@dataclass(frozen=True)
class Row:
    """Who may open an address, and with which answer.

    `own`, `other`: arguments of the address inside and outside the place of those bound to one; `query` and
    `other_query`: what stands behind the question mark; `send`: who of them may send the form, everyone by default;
    `data`: the fields sent; `but`: answers out of the order, by letter and place.
    """

    who: str
    ok: int = 200
    send: str | None = None
    own: tuple = ()
    other: tuple = ()
    query: str = ""
    other_query: str = ""
    data: dict = field(default_factory=dict)
    but: dict = field(default_factory=dict)

    def answers(self):
        """The promised answer to each role at each place."""
        places = ("own", "other") if self.other or self.other_query else ("own",)
        return {letter + place: self._answer(letter, place) for letter in PEOPLE for place in places}

    def refusals(self):
        """The promised answer to each role that may not send the form."""
        mute = (
            {} if self.send is None else dict.fromkeys((f"{one}own" for one in self.who if one not in self.send), 403)
        )
        refused = {key: answer for key, answer in self.answers().items() if answer in (SIGN_IN, 403, 404)}
        return refused | mute

    def _answer(self, letter, place):
        if letter + place in self.but:
            return self.but[letter + place]
        if letter in self.who:
            return 404 if place == "other" and letter in BOUND else self.ok
        return SIGN_IN if letter == "N" else 403


pytestmark = pytest.mark.django_db

# Read only · read, and changed by sending a form · changed by a button, never read.
PAGES = {
    "healthz": Row(EVERYONE),
    "password_change_done": Row(SIGNED_IN),
    "ratings:campaigns": Row("A"),
    "ratings:review": Row("A", own=(ROUND,)),
    "reports:branch": Row("AVvUB", own=("0101",), other=("0201",)),
    "reports:department": Row("AV", but=UNIVERSITY_ONLY),
    "ratings:flow": Row("AVvU", own=(ROUND,)),
    "ratings:flow_sheet": Row("AVvU", own=(ROUND,)),
    "reports:home": Row(EVERYONE, but=dict.fromkeys((f"{letter}own" for letter in "AVvUBCL"), 302)),
    "reports:log": Row("L"),
    "reports:log_export": Row("L"),
    "number": Row("AVvU", own=RISEN, query="?unit=01", other_query="?unit=02"),
    "number_sheet": Row("AVvU", own=RISEN, query="?unit=01", other_query="?unit=02"),
    "ratings:round": Row("AVvUB", own=(ROUND,)),
    "ratings:round_progress": Row("AVvU", own=(ROUND,)),
    "ratings:round_progress_sheet": Row("AVvU", own=(ROUND,)),
    "ratings:round_sheet": Row("AVvUB", own=(ROUND,)),
    "reports:restructure_options": Row("A", own=("move", "to"), query="?to=w"),
    "reports:restructures": Row("A"),
    "reports:restructures_sheet": Row("A"),
    "ratings:rounds": Row("AVvUB"),
    "reports:search": Row(SIGNED_IN, query="?q=wxy"),
    "reports:targets": Row("AVvU"),
    "reports:targets_sheet": Row("AVvU"),
    "reports:unit": Row("AVvU", own=("01",), other=("02",)),
    "reports:unit_sheet": Row("AVvU", own=("01",), other=("02",)),
    "upload": Row("A", own=(UPLOAD,)),
    "workbook_export": Row("AVvU", own=("ratings",), query=f"?round={ROUND}"),
    "workbook_template": Row("AVvU", own=("roster",)),
    "workbooks": Row("AVvU"),
}
FORMS = {
    "login": Row(EVERYONE, but=dict.fromkeys((f"{letter}own" for letter in SIGNED_IN), 302)),
    "password_change": Row(SIGNED_IN),
    "ratings:admit": Row("A", own=(ROUND, "0104")),
    "ratings:approve": Row("A", own=(ROUND,)),
    "ratings:base_check": Row("AV", send="A", own=(ROUND,), but=UNIVERSITY_ONLY),
    "ratings:base_grid": Row("AV", send="A", own=(ROUND,), but=UNIVERSITY_ONLY),
    "ratings:campaign_edit": Row("A", own=("2012",)),
    "ratings:campaign_new": Row("A"),
    "ratings:campaign_remove": Row("A", own=("2012",)),
    "ratings:check": Row("AVvU", send="U", own=("01", ROUND), other=("02", ROUND)),
    "ratings:grid": Row("AVvU", send="U", own=("01", ROUND), other=("02", ROUND)),
    "ratings:reopen": Row("A", own=(BASELINE_ROUND, "0101")),
    "ratings:return": Row("A", own=(ROUND,)),
    "ratings:round_edit": Row("A", own=(ROUND,)),
    "ratings:round_new": Row("A", own=("2012",)),
    "reports:restructure": Row("A", own=("move",)),
    "workbook_upload": Row("A", own=("roster",)),
}
VERBS = {
    "logout": Row(SIGNED_IN, 302),
    "ratings:base_row": Row("A", own=(ROUND, "01"), data=ROW),
    "ratings:row": Row("U", own=("01", ROUND, "0101"), other=("02", ROUND, "0201"), data=ROW),
    "upload_apply": Row("A", own=(UPLOAD,), data={"digest": "another"}),
    "set_language": Row(EVERYONE, 302, data={"language": "en"}),
}
ROWS = PAGES | FORMS | VERBS
READ_WITHOUT_EFFECT = {"set_language"}  # Django sends a reader back


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """The cast and something to see everywhere, made once for this module and taken back afterwards."""
    with django_db_blocker.unblock(), transaction.atomic():
        cast = build()
        occupy(cast)
        django_db_blocker.block()
        yield cast
        django_db_blocker.unblock()
        transaction.set_rollback(True)


def occupy(world):
    """Baselines, submitted ratings of two units, a branch in its first year, an uploaded workbook."""
    for code in ("0101", "0102", "0201", "01", "02"):
        rate(world[code], world.baseline, Tier.ORDINARY)
    for code in ("0102", "0202"):
        rate(world[code], world.later, Tier.GOOD, state=State.SUBMITTED, submitted_by=world.people["unit-02"])
    found(world["01"], "0104", founded_on=date(2012, 6, 1))
    stream = io.BytesIO()
    write_template(stream, kind_of("roster").sheets)
    blank = ContentFile(stream.getvalue(), "roster.xlsx")
    Upload.objects.create(pk=UPLOAD, kind="roster", name="roster.xlsx", file=blank, by=world.people["department"])


def test_every_address_has_one_row():
    assert sorted({name for name, _ in patterns()} ^ set(ROWS)) == []
    assert len(ROWS) == len(PAGES) + len(FORMS) + len(VERBS)


@pytest.mark.parametrize("name", [*PAGES, *FORMS])
def test_page_answers_each_role(name, world, client_of):
    row = ROWS[name]
    assert {key: read(client_of(PEOPLE[key[0]]), name, key[1:]) for key in row.answers()} == row.answers()


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


@pytest.mark.parametrize("name", sorted(set(VERBS) - READ_WITHOUT_EFFECT))
def test_verb_is_not_read(name, world, client_of):
    answers = {letter: read(client_of(PEOPLE[letter]), name, "own") for letter in ROWS[name].who}
    assert answers == dict.fromkeys(ROWS[name].who, 405)


@pytest.mark.parametrize("name", [*FORMS, *VERBS])
def test_change_asks_for_the_token(name, world):
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.people[PEOPLE[ROWS[name].who[0]]])
    assert send(client, name, "own") == 403


def read(client, name, place):
    return answer(client.get(address(name, place)))


def send(client, name, place):
    """The answer to one person; whatever it changed is undone."""
    with transaction.atomic():
        response = client.post(address(name, place), ROWS[name].data)
        transaction.set_rollback(True)
    return answer(response)


def answer(response):
    asked_to_sign_in = response.status_code == 302 and response.url.startswith(f"{reverse('login')}?next=")
    return SIGN_IN if asked_to_sign_in else response.status_code


def address(name, place):
    row = ROWS[name]
    if place == "own":
        return reverse(name, args=row.own) + row.query
    return reverse(name, args=row.other or row.own) + (row.other_query or row.query)
