"""The letter of a pledge as a Word document, for those who may read its plan."""

import io
from urllib.parse import quote

from django.http import FileResponse

from core.choices import READERS, EventKind
from core.events import record
from core.web.access import page
from pledges.choices import PlanKind
from pledges.letter.document import document_of
from pledges.models import Plan
from pledges.queries.letter import letter_of

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@page(*READERS)
def letter(request, number):
    """公开承诺书 of a pledge, in whatever state; every download is in the log."""
    plan = request.scope.get(request.scope.of(Plan).with_people(), pk=number, kind=PlanKind.PLEDGE)
    stream = io.BytesIO()
    document_of(letter_of(plan)).save(stream)
    stream.seek(0)
    name = f"公开承诺书 {plan.organisation.code} {plan.organisation.name}"
    record(EventKind.EXPORT, by=request.user, subject=name)
    response = FileResponse(stream, content_type=DOCX)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}.docx"
    return response
