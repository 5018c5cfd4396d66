"""What branches and base organisations owe on a day, and by when (R25): set-based, in a constant number of queries.

`rows` are organisations (a queryset): those asked about, as the scope gives them.
"""

from pledges.queries.duties.duty import Duty, DutyCount, OwedAlike
from pledges.queries.duties.reading import counted, counts, duties, duties_below, owed_by, told_together
from pledges.queries.duties.units import late_with_meetings

__all__ = [
    "Duty",
    "DutyCount",
    "OwedAlike",
    "counted",
    "counts",
    "duties",
    "duties_below",
    "late_with_meetings",
    "owed_by",
    "told_together",
]
