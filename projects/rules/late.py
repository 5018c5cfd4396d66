"""When a task or a report is late, and how far an end may move (R38). Pure."""

from datetime import date, timedelta

from core.days import months_after
from projects.choices import Lateness


def task_lateness(due_on: date, *, is_done: bool, on: date) -> Lateness:
    """A task is late when its due day lies before day `on` and it is not confirmed as done."""
    return Lateness.LATE if due_on < on and not is_done else Lateness.NONE


def report_lateness(due_on: date, *, is_handed_in: bool, on: date, very_late_days: int) -> Lateness:
    """A report is late when its due day lies before day `on` and it is not handed in; very late so many days after."""
    if is_handed_in or due_on >= on:
        return Lateness.NONE
    return Lateness.VERY_LATE if on > due_on + timedelta(days=very_late_days) else Lateness.LATE


def latest_end(ends_on: date, months: int) -> date:
    """The last day to which an end may move: so many months later."""
    return months_after(ends_on, months)
