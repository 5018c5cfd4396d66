"""Who rates for a unit, which units are to be reminded of a round, and who reminded them."""

from collections import defaultdict
from collections.abc import Sequence

from django.db.models import QuerySet
from django.utils import timezone

from branches.models import Appointment, Organisation
from core.choices import Role
from ratings.models import Round, RoundReminder
from ratings.queries.completion import UnitCompletion, by_unit


def secretaries_of(units: Sequence[Organisation]) -> dict[int, list[str]]:
    """{primary key of a unit: the names of who hold the role of its secretary today}: one query."""
    today = Appointment.objects.on(timezone.localdate()).filter(role=Role.UNIT, user__is_active=True)
    rows, found = today.filter(organisation__in=units).order_by("user__name", "pk"), defaultdict(list)
    for unit, name, username in rows.values_list("organisation", "user__name", "user__username"):
        found[unit].append(name or username)
    return found


def last_reminders(**facts) -> dict[tuple[int, int], RoundReminder]:
    """{(primary keys of round and unit): the last RoundReminder} of those to which `facts` apply: one query."""
    rows = RoundReminder.objects.filter(**facts).select_related("by").order_by("on", "pk")
    return {(row.round_id, row.unit_id): row for row in rows}


def is_remindable(found: UnitCompletion, round_: Round) -> bool:
    """Whether a unit can be reminded of `round_`: while it has something to hand in that it can still type; when the
    round is closed, what came back (R30)."""
    if found.unit is None or found.unit.closed_on is not None:
        return False
    return (found.left if round_.is_open_on(timezone.localdate()) else found.returned) > 0


def to_remind(round_: Round, units: QuerySet[Organisation]) -> list[Organisation]:
    """Those of `units` that are behind and were not reminded of the round today, in their order."""
    sent = RoundReminder.objects.filter(round=round_, on=timezone.localdate()).order_by().values("unit")
    return [one.unit for one in by_unit(round_, list(units.exclude(pk__in=sent))) if is_remindable(one, round_)]
