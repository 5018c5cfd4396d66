"""The log: appended to, never changed."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse

from core.choices import EventKind
from core.log.events import record
from core.models import Event
from tests.world import PASSWORD

CHANGES = {
    "save": lambda event: event.save(),
    "delete": lambda event: event.delete(),
    "update": lambda event: Event.objects.filter(pk=event.pk).update(subject="x"),
    "delete rows": lambda event: Event.objects.all().delete(),
    "bulk_update": lambda event: Event.objects.bulk_update([event], ["subject"]),
}


def kept():
    """The log without what the founding of the cast left in it."""
    founding = (EventKind.RESTRUCTURE, EventKind.APPOINT, EventKind.WRITE)
    events = Event.objects.exclude(kind__in=founding).order_by("pk")
    return list(events.values_list("kind", "by_name", "subject"))


def test_record_keeps_who_what_and_the_name_at_the_time(world):
    user = world.people["department"]
    event = record(EventKind.EXPORT, by=user, subject="x" * 300, rows=3)
    event.refresh_from_db()
    assert (event.by, event.by_name, event.kind, event.detail) == (user, "department", "export", {"rows": 3})
    assert event.subject == "x" * 200
    user.username = "renamed"
    user.save()
    assert Event.objects.get(pk=event.pk).by_name == "department"


@pytest.mark.parametrize("nobody", [None, AnonymousUser()])
def test_record_without_a_person_keeps_no_name(db, nobody):
    event = record(EventKind.IMPORT, by=nobody, subject="roster.xlsx")
    assert (event.by, event.by_name) == (None, "")


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_events_are_never_changed(db, change):
    event = record(EventKind.IMPORT, by=None, subject="roster.xlsx")
    event.subject = "x"
    with pytest.raises(PermissionDenied), transaction.atomic():
        change(event)
    assert kept() == [("import", "", "roster.xlsx")]


def test_sign_in_and_out_are_logged(client, world):
    client.post(reverse("login"), {"username": "stranger", "password": PASSWORD})
    client.post(reverse("logout"))
    assert kept() == [("sign_in", "stranger", "stranger"), ("sign_out", "stranger", "stranger")]


def test_failed_sign_in_is_logged_without_its_password(client, world):
    client.post(reverse("login"), {"username": "stranger", "password": "a wrong one"})
    assert kept() == [("sign_in_failed", "", "stranger")]
    assert Event.objects.get(kind=EventKind.SIGN_IN_FAILED).detail == {}


def test_failed_sign_in_of_nobody_keeps_nothing_of_what_was_typed(client, world):
    client.post(reverse("login"), {"username": PASSWORD, "password": "typed into the wrong field"})
    assert kept() == [("sign_in_failed", "", "")]
