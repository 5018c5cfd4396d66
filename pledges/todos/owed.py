"""What is late in the whole university, for the department: a line for each kind with its list (R25)."""

from itertools import groupby

from django.utils import timezone
from django.utils.translation import ngettext, pgettext

from core.choices import Role
from core.todos import Todo, rule
from pledges.addresses import listed
from pledges.choices import DutyState
from pledges.queries.duties import duties_of_all
from ratings.queries.board import campaigns, chosen


@rule(Role.DEPARTMENT)
def late(university, scope):
    """What branches and units are late with, those of a kind together."""
    today = timezone.localdate()
    campaign = chosen(campaigns(), today)
    found = duties_of_all(campaign, today, scope) if campaign else []
    for kind, duties in groupby((duty for duty in found if duty.is_late), key=lambda duty: duty.kind):
        yield _late(kind, list(duties))


def _late(kind, duties):
    count = len(duties)
    sentence = ngettext("%(kind)s: %(count)d is late.", "%(kind)s: %(count)d are late.", count)
    return Todo(
        sentence % {"kind": kind.label, "count": count},
        Role.UNIT,
        listed("duties", kind=kind, state=DutyState.LATE),
        pgettext("step", "Open"),
        rule="R25",
        since=min(duty.due for duty in duties),
    )
