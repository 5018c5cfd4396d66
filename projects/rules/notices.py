"""How long a notice stands. Pure."""

from datetime import date, timedelta

WORKING_DAYS = 5
SATURDAY = 5


def last_day(starts_on: date, working_days: int = WORKING_DAYS) -> date:
    """The day on which the last of so many working days from `starts_on` on falls; holidays are not known here."""
    day, left = starts_on, working_days
    while left > (day.weekday() < SATURDAY):
        left -= day.weekday() < SATURDAY
        day += timedelta(days=1)
    return day
