"""A workbook sent in by a page: read once, its cells kept; previewed; imported once."""

from pathlib import Path

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from core.choices import Role
from core.models import Upload
from core.scope import Scope
from core.workbooks.kinds import ImportPlan, WorkbookKind, import_cells, plan_import


class AlreadyImported(Exception):
    """An upload is imported once."""


def receive(*, kind: WorkbookKind, file, by) -> Upload:
    """Keep an uploaded `file` with what stands in it; it is not opened again.

    Raises: ValidationError where the disk does not take it. Where it is not kept no file is left behind.
    """
    upload = Upload(kind=kind.name, name=Path(file.name).name[:200], by=by)
    upload.file.save(file.name, file, save=False)
    try:
        upload.cells = kind.read(Path(upload.file.path))
        upload.save()
    except BaseException:
        upload.file.delete(save=False)
        raise
    return upload


def seen_by(scope: Scope) -> QuerySet[Upload]:
    """The uploads a person may look at: what the person sent in; for the department every one."""
    uploads = scope.of(Upload).select_related("by")
    return uploads if scope.has(Role.DEPARTMENT) else uploads.filter(by=scope.user)


def preview(upload: Upload, kind: WorkbookKind, *, scope: Scope | None, by) -> ImportPlan:
    """What importing `upload` would do now, within `scope`."""
    return plan_import(kind, upload.cells, scope=scope, by=by)


def apply(*, upload: Upload, kind: WorkbookKind, scope: Scope | None, by, expected: str) -> ImportPlan:
    """Import `upload` as previewed (`expected`: the plan's digest). Returns the plan; errors: nothing done.

    Raises: AlreadyImported, also for the second of two who press at once.
    """
    with transaction.atomic():
        if not Upload.objects.filter(pk=upload.pk, applied_at=None).update(applied_at=timezone.now()):
            raise AlreadyImported
        plan = import_cells(kind, upload.cells, filename=upload.name, scope=scope, by=by, expected=expected)
        if plan.errors:
            transaction.set_rollback(True)
    return plan
