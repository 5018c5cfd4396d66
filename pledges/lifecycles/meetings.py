"""The life-cycle of review meetings: recorded by the unit, and closed by it for good."""

from django.utils.translation import pgettext_lazy

from core.choices import Role
from core.workflow.lifecycle import Lifecycle, Transition
from pledges.choices import MeetingState

MEETING = Lifecycle(
    (
        Transition(
            "close", pgettext_lazy("meeting", "Close"), frozenset({MeetingState.OPEN}), MeetingState.CLOSED, Role.UNIT
        ),
    )
)
