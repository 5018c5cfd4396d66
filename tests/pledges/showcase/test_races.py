"""Two people at once: one wins, the other is told in words, nothing is done twice."""

import pytest
from zeal import zeal_ignore

from branches.models import Organisation
from core.forms import settled
from core.workflow.lifecycle import TooLate
from pledges.actions import showcase as actions
from pledges.choices import EntryState
from pledges.models import ShowcaseEntry
from ratings.choices import Tier
from tests.pledges.made import TODAY, on
from tests.pledges.showcase.shown import TEXT, drafted, picture, submitted, supported
from tests.ratings.actions.test_races import against, at_once
from tests.world import close, rate

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def stage(world):
    """0101 and 0103 stand at advanced; it is TODAY."""
    for code in ("0101", "0103"):
        rate(world[code], world.baseline, Tier.ADVANCED)
    with on(TODAY), zeal_ignore():
        yield


def fresh(entry):
    """The entry as another request reads it."""
    return ShowcaseEntry.objects.select_related("organisation").get(pk=entry.pk)


def test_two_officers_select_once(world):
    entry = supported(world["0101"])
    both = [fresh(entry), fresh(entry)]
    results = at_once(*(lambda row=row: actions.select(entry=row, by=world.people["department"]) for row in both))
    assert results == ["NoneType", TooLate.__name__]
    assert entry.history.filter(state=EntryState.SELECTED).count() == 1


def test_two_people_begin_one(world):
    branches = [Organisation.objects.get(code="0101") for _ in range(2)]
    begin = [lambda one=one: settled(lambda: actions.draft(organisation=one, text=TEXT, by=None)) for one in branches]
    assert at_once(*begin) == ["ShowcaseEntry", "ValidationError"]
    assert ShowcaseEntry.objects.count() == 1


def test_picture_is_sent_twice(world):
    both = [fresh(entry) for entry in [drafted(world["0101"])] * 2]
    send = [
        lambda row=row: actions.add_picture(entry=row, file=picture("blue"), caption="现场", by=None) for row in both
    ]
    assert at_once(*send) == ["ShowcasePicture", "ValidationError"]
    assert both[0].pictures.count() == 3


def test_branch_is_merged_while_its_entry_is_supported(world):
    entry = fresh(submitted(world["0101"]))
    branch, into = Organisation.objects.get(code="0101"), Organisation.objects.get(code="0103")
    results = against(lambda: actions.support(entry=entry, by=None), lambda: close(branch, TODAY, into=into))
    assert results == ["Change", "NoneType"]
    entry.refresh_from_db()
    assert (entry.state, entry.state_before) == (EntryState.WITHDRAWN, EntryState.SUPPORTED)
