"""Every parameter of every address bears any text: an answer, never a failure, and nothing unescaped."""

from collections import Counter
from itertools import zip_longest

import pytest
from django.urls import reverse

from tests.access import test_matrix
from tests.access.test_matrix import ROWS
from tests.naughty.texts import REFUSED, Intruders, encoded, intruders, share

pytestmark = pytest.mark.django_db
world = test_matrix.world  # made once for the whole module
ANSWERS = {200, 302, 400, 404}
DAY = ("on", "campaign")
ORGANISATIONS = "admin:branches_organisation_changelist"
CHOICES = "?app_label=branches&model_name=organisation&field_name=successor&"
PROJECTS = ("q", "unit", "call", "level", "project_class", "state", "grade", "waits", "late", "on")
# Address → its parameters; who asks, when it is not the department.
ASKED = {
    "reports:targets": (*DAY, "q", "state", "show", "sort", "columns", "page"),
    "reports:targets_sheet": (*DAY, "q", "state", "show", "sort", "columns", "page"),
    "reports:department": DAY,
    "reports:unit": DAY,
    "reports:unit_sheet": DAY,
    "reports:branch": DAY,
    "number": (*DAY, "unit"),
    "number_sheet": (*DAY, "unit"),
    "ratings:round": ("q", "level", "unit", "tier", "state", "sort", "page"),
    "ratings:round_progress": ("state", "kind", "sort", "row", "page"),
    "ratings:round_progress_sheet": ("state", "kind", "sort"),
    "ratings:remind": ("state", "kind", "sort", "row", "all", "page"),
    "ratings:round_sheet": ("q", "level", "unit", "tier", "state", "sort"),
    "ratings:flow": ("from", "cell"),
    "ratings:flow_sheet": ("from", "cell"),
    "reports:restructuring": ("q", "kind", "state", "since", "until", "sort", "page"),
    "reports:restructuring_sheet": ("q", "kind", "state", "since", "until", "sort"),
    "reports:restructure": ("organisation", "parent"),
    "reports:restructure_options": ("to",),
    "pledges:plans": (*DAY, "q", "unit", "kind", "state", "waits", "started", "late", "sort", "page"),
    "pledges:measures": (*DAY, "q", "unit", "kind", "state", "waits", "late", "sort", "page"),
    "pledges:ledger": (*DAY, "unit", "page"),
    "pledges:ledger_sheet": (*DAY, "unit"),
    "pledges:meeting": DAY,
    "pledges:meetings": (*DAY, "q", "unit", "state", "year", "sort", "page"),
    "pledges:meetings_sheet": (*DAY, "q", "unit", "state", "year", "sort"),
    "pledges:duties": (*DAY, "unit", "kind", "state", "waits", "row", "page"),
    "pledges:duties_sheet": (*DAY, "unit", "kind", "state", "waits"),
    "pledges:remind": ("campaign", "unit", "kind", "state", "waits", "row", "all", "page"),
    "pledges:wall": ("q", "unit", "tab", "page", "lang"),
    "pledges:benchmark": DAY,
    "pledges:benchmarks": (*DAY, "q", "unit", "state", "waits", "sort", "page"),
    "pledges:benchmarks_sheet": (*DAY, "q", "unit", "state", "waits", "sort"),
    "pledges:twinning": DAY,
    "pledges:twinnings": (*DAY, "q", "unit", "state", "waits", "sort", "page"),
    "pledges:twinnings_sheet": (*DAY, "q", "unit", "state", "waits", "sort"),
    "pledges:showcase": ("q", "unit", "page", "lang"),
    "pledges:showcase_entries": (*DAY, "q", "unit", "kind", "state", "waits", "sort", "page"),
    "pledges:showcase_entries_sheet": (*DAY, "q", "unit", "kind", "state", "waits", "sort"),
    "pledges:showcase_entry": DAY,
    "projects:projects": (*PROJECTS, "sort", "page"),
    "projects:projects_sheet": (*PROJECTS, "sort"),
    "projects:remind": PROJECTS,
    "projects:money": (*PROJECTS, "sort", "page"),
    "projects:money_sheet": (*PROJECTS, "sort"),
    "projects:calls": ("q", "level", "stage", "sort", "page"),
    "projects:calls_sheet": ("q", "level", "stage", "sort"),
    "projects:tasks": ("on", "q", "unit", "state", "waits", "late", "sort", "page"),
    "projects:tasks_sheet": ("q", "unit", "state", "waits", "late", "sort"),
    "projects:ledger": (*DAY, "unit", "page"),
    "projects:ledger_sheet": (*DAY, "unit"),
    "projects:experts": ("sort", "page"),
    "projects:ranking": ("stage", "sort", "page"),
    "projects:ranking_sheet": ("stage", "sort"),
    "projects:assign": ("stage", "ticked"),
    "projects:notice_list": ("sort", "page"),
    "projects:notice_new": ("stage", "host"),
    "projects:notices": ("lang",),
    "projects:notice": ("lang",),
    "reports:search": ("q", "page"),
    "reports:log": ("kind", "person", "since", "until", "page"),
    "reports:log_export": ("kind", "person", "since", "until"),
    "reports:log_own": ("kind", "since", "until", "page"),
    "workbook_export": ("round",),
    "upload": ("page",),
    "ratings:review": ("unit", "row"),
    "ratings:approve": ("unit", "row"),
    "ratings:return": ("unit", "row"),
    "login": ("next",),
    ORGANISATIONS: ("q", "p", "o", "kind__exact", "category__exact", "unit", "state", "office"),
    "admin:branches_appointment_changelist": ("q", "p", "o", "role__exact", "in_force"),
    "admin:accounts_user_changelist": ("q", "p", "o", "is_active__exact", "must_change_password__exact"),
    "admin:autocomplete": ("term",),
}
PEOPLE = {"reports:log": "audit", "reports:log_export": "audit", "admin:accounts_user_changelist": "accounts"}
PLACES = [(name, parameter) for name, parameters in ASKED.items() for parameter in parameters]


def address(name):
    row = ROWS.get(name)
    url = reverse(name, args=row.own if row else ())
    return url + (CHOICES if name == "admin:autocomplete" else "?")


def answer(client, name, asked):
    """The status, or what got into the page where a text was not escaped."""
    response = client.get(address(name) + encoded(**asked))
    return intruders(response) or response.status_code


def asking(client_of, name):
    client = client_of(None if name == "login" else PEOPLE.get(name, "department"))
    client.raise_request_exception = False
    return client


@pytest.mark.everywhere
@pytest.mark.parametrize("name", ASKED)
def test_address_bears_any_text(name, world, client_of):
    """All its parameters at once, each with another text."""
    client = asking(client_of, name)
    shares = [share(PLACES.index((name, parameter)), len(PLACES)) for parameter in ASKED[name]]
    asked = [dict(zip(ASKED[name], texts, strict=True)) for texts in zip_longest(*shares, fillvalue="")]
    assert [(one, told) for one in asked if (told := answer(client, name, one)) not in ANSWERS] == []


@pytest.mark.parametrize("text", REFUSED)
def test_address_with_text_nobody_can_type_is_refused_in_a_sentence(world, client_of, text):
    answers = Counter()
    for name, parameters in ASKED.items():
        client = asking(client_of, name)
        for parameter in parameters:
            response = client.get(address(name) + encoded(**{parameter: text}))
            answers[response.status_code, "未作任何改动" in response.content.decode()] += 1
    assert answers == {(400, True): len(PLACES)}


@pytest.mark.parametrize(
    ("page", "found"),
    [
        ("<p>&lt;script&gt;alert(1)&lt;/script&gt;</p><script src='/static/app.js'></script>", []),
        ("<p><script>alert(1)</script></p>", ["script"]),
        ("<input value='' onfocus='alert(1)'>", ["input"]),
        ("<a href='javascript:alert(1)'>", ["a"]),
        ("<img src=x>", ["img"]),
    ],
)
def test_intruders_are_noticed(page, found):
    assert [tag for tag, _attributes in Intruders(page).found] == found


@pytest.mark.parametrize("text", ["%00", "%ED%A0%80", "%C0%AE", "%FF"])
@pytest.mark.parametrize("path", ["/branches/{}/", "/units/{}/", "/rounds/{}/", "/numbers/{}/", "/units/01/rate/{}/"])
def test_path_with_text_nobody_can_type_leads_nowhere(world, client_of, path, text):
    client = asking(client_of, "reports:targets")
    assert client.get(path.format(text)).status_code in (400, 404)
