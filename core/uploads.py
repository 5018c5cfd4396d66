"""A workbook sent in by a page: kept, previewed, imported once."""

from pathlib import Path

from django.utils import timezone

from core.models import Upload
from core.sheets.kinds import Kind, Plan, carry_out, prepare


def receive(*, kind: Kind, file, by) -> Upload:
    """Keep an uploaded `file` for its preview."""
    return Upload.objects.create(kind=kind.name, name=Path(file.name).name[:200], file=file, by=by)


def preview(upload: Upload, kind: Kind) -> Plan:
    """What importing `upload` would do now."""
    return prepare(kind, Path(upload.file.path))


def apply(*, upload: Upload, kind: Kind, by, expected: str) -> Plan:
    """Import `upload` as previewed (`expected`: the plan's digest). Returns the plan; errors: nothing done."""

    def mark():
        upload.applied_at = timezone.now()
        upload.save(update_fields=["applied_at"])

    return carry_out(kind, Path(upload.file.path), by=by, filename=upload.name, expected=expected, done=mark)
