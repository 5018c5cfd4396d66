"""Innovation projects: called for, applied for, reviewed, carried out, accepted (N19)."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProjectsConfig(AppConfig):
    name = "projects"
    verbose_name = _("Innovation projects")

    def ready(self):
        from branches.signals import closed
        from projects.actions.closing import follow_closings

        closed.connect(follow_closings)
