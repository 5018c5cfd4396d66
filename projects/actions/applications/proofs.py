"""Proofs of an application, added and removed while it is written."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from core import history
from core.attachments.fields import Attachment
from core.choices import EventKind
from core.log.acts import logged
from core.reporting.verbs import keep_proof
from projects.actions.applications.writing import hold_written
from projects.actions.common import tell
from projects.choices import FileUse
from projects.models import Project, ProjectFile

MOST_PROOFS = 20


@logged("add_proof", EventKind.WRITE)
def add_proof(*, project: Project, file: Attachment | None = None, link: str = "", by) -> ProjectFile:
    """Add a `file`, or else a `link`. Returns it.

    Raises: TooLate when the application is not being written; ValidationError without either, with both, for one that
    is there already or one too many.
    """
    hold_written(project)
    if bool(file) == bool(link):
        raise ValidationError(_("Choose a file, or enter a link: one of the two."))
    proofs = list(project.files.filter(use=FileUse.APPLICATION))
    if any((file and one.sha256 == file.sha256) or (link and one.link == link) for one in proofs):
        raise ValidationError({"file" if file else "link": _("This is there already.")})
    if len(proofs) >= MOST_PROOFS:
        raise ValidationError(_("At most %(most)d proofs: remove one first.") % {"most": MOST_PROOFS})
    tell(project)
    return keep_proof(ProjectFile(project=project, use=FileUse.APPLICATION, link=link), file=file, by=by)


@logged("drop_proof", EventKind.WRITE)
def drop_proof(*, proof: ProjectFile, by) -> None:
    """Remove `proof` of an application. Raises: TooLate when that is not being written."""
    hold_written(proof.project)
    tell(proof.project)
    history.remove(proof, by=by)
