"""Calls, projects with their teams, steps, lines and files; experts, panels and sheets; notices; tasks; reports and
requests; money."""

from projects.models.applications import BudgetLine, Project, ProjectFile, Step, TeamMember
from projects.models.calls import Call, CallFile
from projects.models.money import Advance, Expenditure
from projects.models.notices import Notice, NoticeEntry, Objection
from projects.models.reminders import ProjectReminder
from projects.models.reports import ChangeRequest, ProjectReport
from projects.models.reviews import Expert, Panel, Seat
from projects.models.tasks import Task, TaskReport

__all__ = [
    "Advance",
    "BudgetLine",
    "Call",
    "CallFile",
    "ChangeRequest",
    "Expenditure",
    "Expert",
    "Notice",
    "NoticeEntry",
    "Objection",
    "Panel",
    "Project",
    "ProjectFile",
    "ProjectReminder",
    "ProjectReport",
    "Seat",
    "Step",
    "Task",
    "TaskReport",
    "TeamMember",
]
