"""No form is left out of the races."""

from django.contrib import admin
from django.urls import URLPattern

from tests.access.test_matrix import FORMS, VERBS
from tests.races.table import ROOMS, SENT

APART = {"login", "logout", "password_change", "set_language"}  # about oneself, and nothing of it is another one's
CHANGES = ("_add", "_change", "_leaving", "_do")


def of_the_admin(patterns=None):
    """The names of the admin's addresses that change something."""
    for entry in admin.site.urls[0] if patterns is None else patterns:
        if not isinstance(entry, URLPattern):
            yield from of_the_admin(entry.url_patterns)
        elif entry.name and entry.name.endswith(CHANGES) and entry.name != "password_change":
            yield f"admin:{entry.name}"


def test_every_form_that_changes_something_is_raced():
    assert {name.split()[0] for name in SENT} == (FORMS.keys() | VERBS.keys() | set(of_the_admin())) - APART


def test_names_are_unique():
    assert len(SENT) == sum(len(room.SENT) for room in ROOMS)


def test_who_lets_both_succeed_says_why():
    assert [name for name, sent in SENT.items() if (sent.winners == 2) != bool(sent.why)] == []
