"""The tasks of a project over its time as a drawing: a line for each, to the day it is due, and where today is.

The table beside it says the same; what is drawn here is only where things stand on the paper.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from projects.models import Project, Task

LEFT, TOP, ROW, FOOT, WIDTH, MARGIN = 34, 8, 22, 26, 640, 44


@dataclass(frozen=True)
class TaskDrawing:
    """`bars`: (number of a task, how it stands, x of its due day, y); `today`: its x, None outside the period."""

    bars: list
    height: int
    today: int | None
    begin: date
    end: date

    width, left, span = WIDTH, LEFT, WIDTH - LEFT - MARGIN

    @property
    def foot(self):
        """Where the days stand."""
        return self.height - 6

    @property
    def floor(self):
        """Where the line of today ends."""
        return self.height - FOOT


def drawing(project: Project, tasks: Sequence[tuple[Task, str]], today: date) -> TaskDrawing | None:
    """The TaskDrawing of `tasks`, each with how it stands; None without tasks or a period."""
    if not tasks or not (project.starts_on and project.ends_on and project.starts_on < project.ends_on):
        return None
    begin, end = project.starts_on, project.ends_on

    def place(day):
        return LEFT + round((min(max(day, begin), end) - begin) / (end - begin) * TaskDrawing.span)

    bars = [(task.number, stands, place(task.due_on), TOP + at * ROW) for at, (task, stands) in enumerate(tasks)]
    return TaskDrawing(bars, TOP + len(tasks) * ROW + FOOT, place(today) if begin <= today <= end else None, begin, end)
