"""What branches and base organisations owe on a day, and by when (R25): set-based, in a constant number of queries.

`rows` are organisations (a queryset): those asked about, as the scope gives them.
"""

from pledges.queries.duties.branches import there_on
from pledges.queries.duties.duty import Duty, DutyCount, Owed, OwedAlike
from pledges.queries.duties.reading import (
    counted,
    counts,
    duties,
    in_order,
    late_together,
    owed_by,
    reminders,
    told,
    told_below,
    told_together,
)
from pledges.queries.duties.records import states_in_writing
from pledges.queries.duties.units import late_with_meetings

__all__ = [
    "Duty",
    "DutyCount",
    "Owed",
    "OwedAlike",
    "counted",
    "counts",
    "duties",
    "in_order",
    "late_together",
    "late_with_meetings",
    "owed_by",
    "reminders",
    "states_in_writing",
    "there_on",
    "told",
    "told_below",
    "told_together",
]
