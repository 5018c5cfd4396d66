"""Who is rated in a round by age and closing (R13, R16). Pure: dates in, answers out."""

from datetime import date, timedelta


def a_year_before(day: date) -> date:
    """The youngest founding date that is old enough on `day`: exactly one year is enough (R16)."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:  # 29 February
        return day.replace(year=day.year - 1, day=28)


def is_new(founded_on: date | None, reference_date: date, *, is_successor: bool = False) -> bool:
    """Whether it was founded less than a year before `reference_date`; a merger's successor never is (R16)."""
    return founded_on is not None and founded_on > a_year_before(reference_date) and not is_successor


def is_closed(closed_on: date | None, reference_date: date) -> bool:
    """Whether it was closed on or before `reference_date`: then it is not rated in that round (R13)."""
    return closed_on is not None and closed_on <= reference_date


def old_enough_on(founded_on: date) -> date:
    """The first reference date on which an organisation founded on `founded_on` is no longer new (R16)."""
    try:
        return founded_on.replace(year=founded_on.year + 1)
    except ValueError:  # 29 February
        return founded_on.replace(year=founded_on.year + 1, day=28) + timedelta(days=1)
