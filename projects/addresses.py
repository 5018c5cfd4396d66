"""Where projects are listed, read, written and decided: addresses for to-dos and other pages."""

from django.urls import reverse
from django.utils.http import urlencode

from projects.choices import PanelStage, ProjectState, ProjectWaits

W = ProjectWaits
PLACES = {W.TASK: "tasks", W.CHANGE: "changes", W.MIDTERM: "acceptance", W.FIRST_CHECK: "acceptance", W.RETURN: "money"}
PANELS = {W.PANEL: "projects:panel", W.ACCEPTANCE_PANEL: "projects:panel", W.SHEETS: "projects:panel_close"}
NOTICES = {W.NOTICE: "notice_new", W.OBJECTION: "notice_list"}


def listed(name: str = "projects", **filters) -> str:
    """The list of projects (or of their tasks, or money), filtered."""
    asked = urlencode({key: value for key, value in filters.items() if value})
    return reverse(f"projects:{name}") + (f"?{asked}" if asked else "")


def project_address(pk: int) -> str:
    """The page of a project."""
    return reverse("projects:project", args=[pk])


def money_address(pk: int) -> str:
    """Where the money of a project stands on its page."""
    return f"{project_address(pk)}#money"


def waited_at(project, kind: ProjectWaits) -> str:
    """Where that is done for which `project` waits; "" for what a button on top of its page does."""
    is_applied = project.state in (ProjectState.REVIEWING, ProjectState.NOTICE)
    if kind in PANELS:
        stage = PanelStage.APPLICATION if is_applied else PanelStage.ACCEPTANCE
        return reverse(PANELS[kind], args=[project.pk, stage])
    if kind in NOTICES:
        return listed(NOTICES[kind], stage="approval" if is_applied else "acceptance")
    return f"#{PLACES[kind]}" if kind in PLACES else ""
