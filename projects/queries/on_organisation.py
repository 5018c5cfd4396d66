"""What an organisation shows of its projects on a day: how each stood then, with which grade and award."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.urls import reverse

from branches.models import Organisation
from core import history
from core.scope import within
from projects.choices import Grade, ProjectState
from projects.models import Project

HIDDEN = (ProjectState.DRAFT, ProjectState.WITHDRAWN)


@dataclass(frozen=True)
class ProjectOnDay:
    """A project as it stood on the day; `grade` None and `award` "" before it is accepted."""

    pk: int
    title: str
    state: ProjectState
    grade: Grade | None
    award: str

    @property
    def address(self) -> str:
        """Its page."""
        return reverse("projects:project", args=[self.pk])


def projects_of(organisation: Organisation, on: date) -> list[ProjectOnDay]:
    """The projects of `organisation`, of a unit those of its branches too, handed in by day `on`, the newest first: one
    query. They are counted where they belong today."""
    rows = history.as_of(Project, on).filter(_owned(organisation)).exclude(state__in=HIDDEN)
    found = rows.order_by("-id").values_list("id", "title", "state", "grade", "award")
    return [
        ProjectOnDay(pk, title, ProjectState(state), Grade(grade) if grade else None, award)
        for pk, title, state, grade, award in found
    ]


def _owned(organisation):
    return within("organisation", organisation.path) if organisation.is_unit else Q(organisation=organisation.pk)
