"""What is done for a project only while it is at work."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from projects.choices import AT_WORK
from projects.models import Project


def idle(project: Project) -> str:
    """Why nothing is written or reported of `project` as it stands, in a sentence; "" while it is at work."""
    return "" if project.state in AT_WORK else _("The project is not at work: look where it stands.")


def refuse_not_at_work(project: Project) -> None:
    """Raises: ValidationError when `project` is not at work."""
    if why := idle(project):
        raise ValidationError(why)
