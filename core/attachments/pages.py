"""How a file that somebody sent in is handed out."""

from django.http import FileResponse, Http404

from core.attachments.models import KeptFile
from core.attachments.storage import download
from core.choices import EventKind
from core.log.events import record


def handed_out(request, row: KeptFile, **facts) -> FileResponse:
    """The file of `row` as a download, with its entry in the log, which says `facts` of it. Raises: Http404 without a
    file."""
    if not row.file:
        raise Http404
    record(EventKind.DOWNLOAD, by=request.user, subject=row.name, **facts)
    return download(row.file.open(), row.name)
