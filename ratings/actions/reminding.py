"""Units are reminded of what they still have to hand in of a round."""

from django.db.models import QuerySet
from django.utils import timezone

from branches.models import Organisation
from core import history
from core.choices import EventKind, Role
from core.log.acts import about, logged
from ratings.models import Round, RoundReminder
from ratings.queries.raters import to_remind


@logged("remind_unit", EventKind.REMIND)
def remind_units(*, round_: Round, units: QuerySet[Organisation], by) -> int:
    """Remind those of `units` that are behind in `round_`, in one entry of the log; once a day at most each, what was
    handed in meanwhile is left out. Returns: how many.

    Raises: IntegrityError when somebody reminds of the same at the same moment.
    """
    behind = to_remind(round_, units.order_by("code"))
    facts = {"round": round_, "on": timezone.localdate(), "by": by, "reminded_as": Role.DEPARTMENT}
    if behind:
        codes = ", ".join(unit.code for unit in behind)
        about(round_.name, round=round_.code, organisation=codes, count=len(behind))
        history.create(RoundReminder, [RoundReminder(unit=unit, **facts) for unit in behind], by=by)
    return len(behind)
