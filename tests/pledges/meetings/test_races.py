"""Two people at once: one wins, the other is told in words, nothing is done twice."""

import pytest
from django.core.exceptions import ValidationError
from zeal import zeal_ignore

from core.forms import settled
from core.workflow.lifecycle import TooLate
from pledges.actions import meetings as actions
from pledges.choices import MeetingState
from pledges.models import Meeting
from tests.pledges.meetings.conftest import comment, head, said
from tests.ratings.actions.test_races import at_once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def quiet():
    with zeal_ignore():
        yield


def fresh(meeting):
    """The meeting as another request reads it."""
    return Meeting.objects.select_related("unit").get(pk=meeting.pk)


def test_two_close_once(rated, spoken):
    both = [fresh(spoken), fresh(spoken)]
    assert at_once(*(lambda one=one: actions.close(meeting=one, by=None) for one in both)) == [
        "NoneType",
        TooLate.__name__,
    ]
    assert spoken.history.filter(state=MeetingState.CLOSED).count() == 1


def test_two_record_one_meeting_of_a_day(rated):
    verbs = (lambda: settled(lambda: actions.record(unit=rated["01"], head=head(), by=None)) for _ in range(2))
    assert at_once(*verbs) == ["Meeting", ValidationError.__name__]
    assert Meeting.objects.count() == 1


def test_what_is_written_while_it_is_closed_is_there_or_refused(rated, spoken):
    """Whoever comes first: a closed meeting says what it said when it was closed."""
    one, other = fresh(spoken), fresh(spoken)
    results = at_once(
        lambda: actions.close(meeting=one, by=None),
        lambda: said(other, {rated["0101"]: comment(strengths="班子团结")}),
    )
    strengths = spoken.comments.get(branch=rated["0101"]).strengths
    told = {"班子团结": ["NoneType", "NoneType"], "制度健全": ["NoneType", ValidationError.__name__]}
    assert results == told[strengths]
