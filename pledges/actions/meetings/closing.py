"""A review meeting is closed: from then on it counts, what was said is fixed, what was agreed goes into the plans."""

from django.core.exceptions import ValidationError
from django.utils import timezone

from core.choices import EventKind
from core.log.acts import logged
from core.workflow.steps import step
from pledges.actions.meetings.checks import gaps
from pledges.actions.meetings.common import tell
from pledges.actions.meetings.placing import place
from pledges.actions.meetings.recording import drop_empty
from pledges.lifecycles.meetings import MEETING
from pledges.models import Meeting


@logged("close_meeting", EventKind.DECISION)
def close(*, meeting: Meeting, by) -> None:
    """Close `meeting`; empty comments on branches it does not owe one go.

    Raises: ValidationError naming what is missing on the branches that stood at ordinary on its day, as it is known
    now, and what was agreed that its plan may not tell; TooLate when it is closed already.
    """
    Meeting.objects.select_for_update().get(pk=meeting.pk)
    meeting.refresh_from_db()  # nobody writes it from here on
    if found := gaps(meeting):
        raise ValidationError([gap.sentence for gap in found])
    drop_empty(meeting, by=by)
    tell(meeting)
    step(meeting, MEETING["close"], by=by, closed_by=by, closed_at=timezone.now())
    place(meeting, by=by)
