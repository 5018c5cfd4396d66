"""What review meetings ask of a unit: one that was held is closed within a few days (N09)."""

from datetime import timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from core.choices import Role
from core.todos import Waiting, gathered, rule
from pledges.addresses import listed, meeting_address
from pledges.choices import MeetingState
from pledges.models import Meeting

SOON = timedelta(days=3)


@rule(Role.UNIT)
def still_open(place, scope):
    """Meetings that were held some days ago and are not closed."""
    since = timezone.localdate() - SOON
    rows = scope.of(Meeting).filter(unit=place, state=MeetingState.OPEN, held_on__lte=since).order_by("held_on", "pk")
    yield from gathered(
        (Waiting(_label(day), (pk,), day) for pk, day in rows.values_list("pk", "held_on")),
        lambda count: ngettext(
            "%(count)d review meeting is not closed yet.", "%(count)d review meetings are not closed yet.", count
        ),
        who=Role.UNIT,
        action=pgettext("step", "Open"),
        rule="R25",
        url=listed("meetings", unit=place.code, state=MeetingState.OPEN),
        address=meeting_address,
    )


def _label(day):
    return _("Held on %(day)s") % {"day": date_format(day)}
