"""What the log says of every verb about review meetings."""

from core.log.acts import about
from pledges.models import Meeting


def tell(meeting: Meeting) -> None:
    """Say in the log that this is about `meeting`."""
    about(meeting, organisation=meeting.unit.code, on=meeting.held_on.isoformat())
