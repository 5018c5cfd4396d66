"""What the page of a project shows of this room."""

from core.scope import Scope
from projects.models import Project


class AcceptancePanel:
    """Of one project, for one person."""

    def __init__(self, project: Project, scope: Scope):
        self.project, self.scope = project, scope
