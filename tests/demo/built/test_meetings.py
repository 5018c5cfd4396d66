"""The review meetings of the demo: complete when closed, at most units, on the days on which they were due."""

from branches.choices import HAS_BRANCHES
from branches.models import Organisation
from pledges.actions.meetings.checks import gaps
from pledges.choices import MeetingState
from pledges.models import AgreedAction, Meeting
from pledges.queries.meetings import last_held
from tests.demo.built.conftest import TODAY


def test_closed_ones_lack_nothing_and_one_is_open(campaign):
    meetings = list(Meeting.objects.select_related("unit"))
    closed = [one for one in meetings if one.state == MeetingState.CLOSED]
    assert (len(meetings) - len(closed), [one for one in closed if gaps(one)]) == (1, [])
    assert [one.closed_by for one in closed if one.closed_at.date() <= one.held_on] == []


def test_most_units_met_some_long_ago_some_never(campaign):
    units = Organisation.objects.units().filter(kind__in=HAS_BRANCHES).open_on(TODAY)
    held = last_held(units, TODAY)
    late = [day for day in held.values() if (TODAY - day).days > 90]
    assert (len(held) / units.count() > 0.75, len(late) > 0, len(held) < units.count()) == (True, True, True)


def test_agreed_actions_are_what_the_plans_say(campaign):
    found = AgreedAction.objects.exclude(measure=None).select_related("measure__plan", "comment")
    assert len(found) > 0
    assert [one.text for one in found if one.text != one.measure.text] == []
    assert [one.pk for one in found if one.measure.plan.organisation_id != one.comment.branch_id] == []


def test_nothing_lies_ahead(campaign):
    assert Meeting.objects.filter(held_on__gt=TODAY).count() == 0
