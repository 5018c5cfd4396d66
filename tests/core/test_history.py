"""Who, when and why: each way of writing rows leaves one row of history each, and the act its one entry in the log."""

from datetime import date, timedelta

import pytest
from django.db.models import F

from accounts.models import User
from branches.models import Organisation
from core import history
from core.choices import EventKind
from core.log.acts import acting
from core.log.events import asked_from
from core.models import Event
from ratings.choices import Tier
from ratings.models import Target
from tests.pledges.made import on

LONG = "一" * 150


@pytest.fixture
def person(world):
    return world.people["department"]


def last(row):
    entry = row.history.first()
    return entry.history_type, entry.history_user, entry.history_change_reason


def rows(world):
    return [world["0101"], world["0102"]]


def update(world, by):
    for row in rows(world):
        row.members = 77
    history.update(Organisation, rows(world), ["members"], by=by, reason=LONG)


def remember(world, by):
    keys = [row.pk for row in rows(world)]
    Organisation.objects.filter(pk__in=keys).update(members=77)
    history.remember(Organisation, keys, by=by, reason=LONG)


def save(world, by):
    for row in rows(world):
        row.members = 77
        history.save(row, by=by, reason=LONG)


@pytest.mark.parametrize("way", [update, remember, save])
def test_change_is_kept_with_who_and_why_and_logged_once(way, world, person):
    before = [row.history.count() for row in rows(world)]
    with acting("try", EventKind.DECISION, by=person):
        way(world, person)
    assert [row.history.count() - known for row, known in zip(rows(world), before, strict=True)] == [1, 1]
    assert [last(row) for row in rows(world)] == [("~", person, LONG[: history.REASON_LENGTH])] * 2
    [entry] = Event.objects.filter(kind=EventKind.DECISION)
    assert (entry.by, entry.detail) == (person, {"verb": "try", "count": 2})


def test_save_of_some_fields_takes_expressions_and_leaves_others(world, person):
    stale = User.objects.get(pk=person.pk)
    User.objects.filter(pk=person.pk).update(name="改名")
    stale.session_epoch = F("session_epoch") + 1
    history.save(stale, by=None, fields=["session_epoch"])
    person.refresh_from_db()
    assert (person.session_epoch, person.name, last(person)) == (1, "改名", ("~", None, ""))


def test_removal_is_in_the_history(world, person):
    target = world.campaign.targets.first()
    key = target.pk
    history.remove(target, by=person, reason="撤回")
    entry = type(target).history.filter(id=key).first()
    assert (entry.history_type, entry.history_user, entry.history_change_reason) == ("-", person, "撤回")


def test_page_writes_nothing_outside_of_an_act(world, person):
    before = Event.objects.count()
    history.save(world["0101"], by=person)  # a command, or the demo
    token = asked_from.set("10.0.0.1")
    try:
        with pytest.raises(RuntimeError, match="outside of an act"):
            history.save(world["0101"], by=person)
    finally:
        asked_from.reset(token)
    assert Event.objects.count() == before


def test_row_of_a_day_is_the_last_of_that_day(world):
    """Of several written at one moment the last one; none before the first, none once it is removed."""
    begun, changed, removed = date(2012, 6, 1), date(2012, 6, 5), date(2012, 6, 9)
    with on(begun):
        target = Target(
            campaign=world.campaign, code="new", from_tiers=[1], to_tier=Tier.GOOD, percent=40, deadline=removed
        )
        history.save(target, by=None)
    with on(changed):
        for percent in (41, 43, 42):
            target.percent = percent
            history.save(target, by=None)
    key = target.pk
    with on(removed):
        history.remove(target, by=None)
    days = (
        begun - timedelta(days=1),
        begun,
        changed - timedelta(days=1),
        changed,
        removed - timedelta(days=1),
        removed,
    )
    told = [list(history.as_of(Target, one).filter(id=key).values_list("percent", flat=True)) for one in days]
    assert told == [[], [40], [40], [42], [42], []]
