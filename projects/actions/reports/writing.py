"""A report is written: saved as typed, with gaps; files are added and taken out while it is."""

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from core import history
from core.attachments.fields import Attachment
from core.choices import EventKind
from core.log.acts import logged
from core.reporting.verbs import keep_proof
from projects.actions.common import hold, tell
from projects.actions.reports.common import hold_report
from projects.choices import FileUse
from projects.lifecycles.reports import WRITTEN_REPORTS
from projects.models import Project, ProjectFile, ProjectReport
from projects.queries.reports import in_hand
from projects.rules.reports import WRITTEN_WHILE
from projects.texts import headings_of


@logged("write_report", EventKind.WRITE)
def write(*, project: Project, kind: str, number: int, content: Mapping[str, str], by) -> ProjectReport:
    """Write report `number` of `kind` as it was typed; what is due is begun with that. Returns it.

    Raises: ValidationError when no such report is written now.
    """
    report = in_hand(hold(project), kind)
    if report is None or report.number != number:
        raise ValidationError(_("This report is not written now: look at the project again."))
    texts = {one.name: content.get(one.name, "") for one in headings_of(kind)}
    if report.pk is None or report.content != texts:
        report.content = texts
        history.save(report, by=by)
    tell(project, report=report.pk)
    return report


@logged("add_file", EventKind.WRITE)
def add_file(*, report: ProjectReport, file: Attachment | None = None, link: str = "", by) -> ProjectFile:
    """Keep a `file` or a `link` as a part of `report`. Returns it. Raises: ValidationError when it is not written now,
    without either, and for one that is there already."""
    project = hold_report(report)
    refuse_unwritten(report)
    if not (file or link):
        raise ValidationError({"file": _("Choose a file, or give a link.")})
    if any(one.sha256 == file.sha256 if file else one.link == link for one in report.files.all()):
        raise ValidationError({"file" if file else "link": _("This is there already.")})
    tell(project, report=report.pk)
    kept = keep_proof(ProjectFile(project=project, use=FileUse.REPORT, link="" if file else link), file=file, by=by)
    report.files.add(kept)
    return kept


@logged("drop_file", EventKind.WRITE)
def drop_file(*, report: ProjectReport, file: ProjectFile, by) -> None:
    """Take `file` out of `report`. Raises: ValidationError when it is not written now."""
    project = hold_report(report)
    refuse_unwritten(report)
    tell(project, report=report.pk)
    report.files.remove(file)
    if not file.in_reports.exists():
        history.remove(file, by=by)


def missing(report: ProjectReport) -> list[tuple[str, str]]:
    """(name of the text, sentence) for each text of `report` that is not written yet."""
    lacking = [one for one in headings_of(report.kind) if not report.content.get(one.name, "").strip()]
    return [(one.name, _("“%(text)s” is not written yet.") % {"text": one.label}) for one in lacking]


def refuse_unwritten(report: ProjectReport) -> None:
    """Raises: ValidationError when `report` is not with who writes it."""
    if report.state not in WRITTEN_REPORTS or report.project.state not in WRITTEN_WHILE[report.kind]:
        raise ValidationError(_("This report cannot be changed now: look where it stands."))
