"""The chronicle of projects."""

from branches.demo.chronicle import Chronicle
from projects.models import (
    Advance,
    BudgetLine,
    Call,
    ChangeRequest,
    Expenditure,
    Expert,
    Notice,
    NoticeEntry,
    Objection,
    Panel,
    Project,
    ProjectFile,
    ProjectReport,
    Seat,
    Step,
    Task,
    TaskReport,
    TeamMember,
)

PARENTS_FIRST = (
    *(Expert, Call, Project, TeamMember, Step, BudgetLine, ProjectFile),
    *(Panel, Seat, Notice, NoticeEntry, Objection),
    *(Task, TaskReport, ProjectReport, ChangeRequest, Advance, Expenditure),
)
PARENTS = ("call", "project", "panel", "expert", "notice", "entry", "task", "line", "receipt")
MADE_AT = {Project: "created_at", ProjectFile: "at", TaskReport: "at", Advance: "at", Expenditure: "at"}


def new_chronicle() -> Chronicle:
    """An empty one."""
    return Chronicle(PARENTS_FIRST, PARENTS, MADE_AT)
