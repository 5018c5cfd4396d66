"""A workbook sent in by a page: kept, previewed, imported once."""

from pathlib import Path

from django.utils import timezone

from core.models import Upload
from core.workbooks.kinds import ImportPlan, WorkbookKind, carry_out, prepare


class AlreadyImported(Exception):
    """An upload is imported once."""


def receive(*, kind: WorkbookKind, file, by) -> Upload:
    """Keep an uploaded `file` for its preview."""
    return Upload.objects.create(kind=kind.name, name=Path(file.name).name[:200], file=file, by=by)


def preview(upload: Upload, kind: WorkbookKind) -> ImportPlan:
    """What importing `upload` would do now."""
    return prepare(kind, Path(upload.file.path))


def apply(*, upload: Upload, kind: WorkbookKind, by, expected: str) -> ImportPlan:
    """Import `upload` as previewed (`expected`: the plan's digest). Returns the plan; errors: nothing done.

    Raises: AlreadyImported, also for the second of two who press at once.
    """

    def claim():
        if not Upload.objects.filter(pk=upload.pk, applied_at=None).update(applied_at=timezone.now()):
            raise AlreadyImported

    return carry_out(kind, Path(upload.file.path), by=by, filename=upload.name, expected=expected, claim=claim)
