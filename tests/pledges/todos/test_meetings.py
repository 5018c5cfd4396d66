"""A unit is reminded of a meeting that it has not closed (N09)."""

from datetime import timedelta

from core.choices import Role
from core.scope import scope_of
from core.todos import todos
from pledges.actions import meetings as actions
from tests.pledges.made import TODAY
from tests.pledges.meetings.conftest import head


def asked(world):
    found = todos(Role.UNIT, world["01"], scope_of(world.people["unit-01"]))
    return [(todo.why, todo.url) for todo in found if todo.url.startswith("/meetings/")]


def test_meeting_is_asked_for_three_days_after_it_was_held(rated):
    for ago in (2, 3):
        actions.record(unit=rated["01"], head=head(TODAY - timedelta(days=ago)), by=None)
        assert len(asked(rated)) == (ago == 3)
    [(why, url)] = asked(rated)
    assert (why, url) == ("1次点评互评会尚未办结。", f"/meetings/{rated['01'].meetings.last().pk}/")
