"""The days of the fictional campaign: they hang on today, so that the deadlines lie ahead. Pure."""

from dataclasses import dataclass
from datetime import date, timedelta

BASELINE_MONTHS_AGO = 7
LEAST_DAYS_AHEAD = 30


@dataclass(frozen=True)
class Calendar:
    """Every day the demo uses, in the order in which things happened."""

    today: date
    starts_on: date
    baseline: date
    baseline_submitted: date
    baseline_approved: date
    baseline_closes: date
    merged_on: date
    moved_on: date
    reclassified_on: date
    dissolved_on: date
    later_opens: date
    later: date
    later_submitted: date
    later_approved: date
    later_closes: date
    year_1: date
    year_2: date


def calendar(today: date) -> Calendar:
    """A baseline on the first of the month seven months ago, a later round on the last day of last month.

    The first deadline is the next 31 December that is at least 30 days ahead, the second a year later.
    """
    baseline = months_before(today.replace(day=1), BASELINE_MONTHS_AGO)
    later = today.replace(day=1) - timedelta(days=1)
    year_1 = date(today.year, 12, 31)
    if (year_1 - today).days < LEAST_DAYS_AHEAD:
        year_1 = date(today.year + 1, 12, 31)
    return Calendar(
        today=today,
        starts_on=months_before(baseline, 1),
        baseline=baseline,
        baseline_submitted=baseline + timedelta(days=9),
        baseline_approved=baseline + timedelta(days=16),
        baseline_closes=baseline + timedelta(days=20),
        merged_on=baseline + timedelta(days=75),
        moved_on=baseline + timedelta(days=91),
        reclassified_on=baseline + timedelta(days=107),
        dissolved_on=baseline + timedelta(days=122),
        later_opens=later - timedelta(days=14),
        later=later,
        later_submitted=later - timedelta(days=6),
        later_approved=later,
        later_closes=today + timedelta(days=14),
        year_1=year_1,
        year_2=date(year_1.year + 1, 12, 31),
    )


def months_before(first: date, months: int) -> date:
    """The first of the month `months` before the month of `first`."""
    years, month = divmod(first.year * 12 + first.month - 1 - months, 12)
    return date(years, month + 1, 1)


def years_before(day: date, years: int) -> date:
    """The first of September `years` before the school year that `day` lies in: branches are founded in autumn."""
    return date(day.year - (day.month < 9) - years, 9, 1)
