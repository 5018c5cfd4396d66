"""What is late in the whole university, for the department: a line for each kind with its list (R25)."""

from django.utils import timezone
from django.utils.translation import ngettext, pgettext

from core.choices import Role
from core.todos import Todo, rule
from pledges.addresses import listed
from pledges.choices import DutyKind, DutyState
from pledges.queries.duties import late_together
from ratings.queries.board import on_show


@rule(Role.DEPARTMENT)
def late(university, scope):
    """What branches and units are late with, those of a kind together."""
    today = timezone.localdate()
    campaign = on_show(scope)
    found = late_together(campaign, today, scope) if campaign else []
    for kind in DutyKind:
        if late := [one for one in found if one.kind == kind]:
            yield _late(kind, late)


def _late(kind, duties):
    count = sum(one.count for one in duties)
    sentence = ngettext("%(kind)s: %(count)d is late.", "%(kind)s: %(count)d are late.", count)
    return Todo(
        sentence % {"kind": kind.label, "count": count},
        Role.UNIT,
        listed("duties", kind=kind, state=DutyState.LATE),
        pgettext("step", "Open"),
        rule="R25",
        since=min(one.due for one in duties),
    )
