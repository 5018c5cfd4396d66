"""Excellent projects, and how they are told where examples are shown (N06, N19)."""

from django.db.models import Q, QuerySet

from branches.models import Organisation
from projects.choices import Grade, ProjectState, ReportKind, ReportState
from projects.models import Project, ProjectReport


def excellent_of(organisation: Organisation) -> QuerySet[Project]:
    """The projects of `organisation`, or supported by it, that were accepted as excellent, the latest first."""
    own = Q(organisation=organisation) | Q(supporting=organisation)
    return Project.objects.filter(own, state=ProjectState.ACCEPTED, grade=Grade.EXCELLENT).order_by("-ended_on", "-pk")


def told(project: Project) -> dict[str, str]:
    """{"title", "background", "practice", "special", "results": text} of an accepted `project`: by its final report,
    what that does not say by its application. One query."""
    reports = ProjectReport.objects.filter(project=project, kind=ReportKind.FINAL, state=ReportState.ACCEPTED)
    said = reports.order_by("-number").values_list("content", flat=True).first() or {}
    return {
        "title": project.title,
        "background": project.background,
        "practice": said.get("practice") or project.method,
        "special": said.get("novelty") or project.innovation,
        "results": said.get("results") or project.expected,
    }
