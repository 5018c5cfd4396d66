"""Two people at once: one wins, the other is told in words, nothing is done twice."""

import pytest
from django.core.exceptions import ValidationError
from zeal import zeal_ignore

from core.forms import settled
from core.workflow.lifecycle import TooLate
from pledges.actions import twinning as actions
from pledges.choices import TwinningState
from pledges.models import HelpRecord, Twinning
from tests.pledges.made import TODAY
from tests.pledges.twinning.made import HELPED, HELPER, agreed, noted, proposed
from tests.ratings.actions.test_races import at_once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def stage(rated):
    with zeal_ignore():
        yield


def fresh(twinning):
    """The twinning as another request reads it."""
    return Twinning.objects.with_people().get(pk=twinning.pk)


def test_one_side_agrees_once(rated):
    first = proposed(rated)
    both = [fresh(first), fresh(first)]
    results = at_once(*(lambda one=one: actions.agree(twinning=one, party=HELPER, by=None) for one in both))
    assert results == ["NoneType", TooLate.__name__]
    assert both[0].history.filter(state=TwinningState.AGREED).count() == 1


def test_both_sides_agree_at_once_and_it_is_in_force(rated):
    first = proposed(rated, role="department", by="department")
    pairs = [(fresh(first), HELPED), (fresh(first), HELPER)]
    results = at_once(*(lambda row=row, one=one: actions.agree(twinning=row, party=one, by=None) for row, one in pairs))
    assert results == ["NoneType", "NoneType"]
    assert (fresh(first).state, fresh(first).agreed_on) == (TwinningState.AGREED, TODAY)


def test_two_proposals_for_a_pair_are_one(rated):
    results = at_once(*[lambda: settled(lambda: proposed(rated))] * 2)
    assert results == ["Twinning", ValidationError.__name__]
    assert Twinning.objects.count() == 1


def test_record_is_sent_twice_and_kept_once(rated):
    first = agreed(rated)
    rows = [fresh(first), fresh(first)]
    assert at_once(*(lambda one=one: noted(one) for one in rows)) == ["HelpRecord", ValidationError.__name__]
    assert HelpRecord.objects.count() == 1
