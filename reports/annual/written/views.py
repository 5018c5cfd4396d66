"""The written report as a download, for those who may read the annual report."""

from django.http import Http404

from core.choices import EventKind
from core.documents import answer
from core.log.events import record
from core.web.access import page
from reports.annual.asking import READERS, asked_of
from reports.annual.written.document import document_of
from reports.queries.annual.editions import cover_of, report_of


@page(*READERS)
def annual_written(request):
    """The written report as of today; every download is in the log."""
    asked = asked_of(request)
    if not asked.is_there:
        raise Http404
    name = " ".join(["晋位升级工作报告", asked.query.called, str(asked.year)])
    record(EventKind.EXPORT, by=request.user, subject=name)
    return answer(document_of(asked.query, cover_of(asked.query), report_of(asked.query)), name)
