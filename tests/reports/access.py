"""Who may open which of the pages that gather, and what there is to see."""

import io

from django.core.files.base import ContentFile

from core.models import Upload
from core.workbooks.kinds import kind_of
from core.workbooks.writing import write_template
from tests.access.rows import EVERYONE, SIGNED_IN, UNIVERSITY_ONLY, AccessRow
from tests.ratings.access import ROUND

RISEN = ("ordinary-1-risen",)
UPLOAD = 4711
STRANGERS = {"Uown": 404, "Bown": 404}  # they send in workbooks of their own

PAGES = {
    "reports:branch": AccessRow("AVvUB", own=("0101",), other=("0201",)),
    "reports:department": AccessRow("AV", but=UNIVERSITY_ONLY),
    "reports:home": AccessRow(EVERYONE, but=dict.fromkeys((f"{letter}own" for letter in "AVvUBECL"), 302)),
    "reports:log": AccessRow("L"),
    "reports:log_export": AccessRow("L"),
    "number": AccessRow("AVvU", own=RISEN, query="?unit=01", other_query="?unit=02"),
    "number_sheet": AccessRow("AVvU", own=RISEN, query="?unit=01", other_query="?unit=02"),
    "reports:restructure_options": AccessRow("A", own=("move", "to"), query="?to=w"),
    "reports:restructuring": AccessRow("A"),
    "reports:restructuring_sheet": AccessRow("A"),
    "reports:open": AccessRow(EVERYONE),
    "reports:open_data": AccessRow(EVERYONE),
    "reports:open_method": AccessRow(EVERYONE),
    "reports:search": AccessRow(SIGNED_IN, query="?q=wxy"),
    "reports:targets": AccessRow("AVvU"),
    "reports:targets_sheet": AccessRow("AVvU"),
    "todo": AccessRow(SIGNED_IN),
    "todo_count": AccessRow(SIGNED_IN),
    "reports:unit": AccessRow("AVvU", own=("01",), other=("02",)),
    "reports:unit_sheet": AccessRow("AVvU", own=("01",), other=("02",)),
    "upload": AccessRow("A", own=(UPLOAD,), but=STRANGERS),
    "workbook_export": AccessRow("AVvUB", own=("ratings",), query=f"?round={ROUND}"),
    "workbook_template": AccessRow("AVvUB", own=("roster",)),
    "workbooks": AccessRow("AVvUB"),
}
FORMS = {
    "reports:restructure": AccessRow("A", own=("move",)),
    "workbook_upload": AccessRow("A", own=("roster",)),
}
VERBS = {
    "upload_apply": AccessRow("A", own=(UPLOAD,), data={"digest": "another"}, but=STRANGERS),
}


def occupy(world):
    """An uploaded workbook."""
    stream = io.BytesIO()
    write_template(stream, kind_of("roster").sheets)
    blank = ContentFile(stream.getvalue(), "roster.xlsx")
    Upload.objects.create(pk=UPLOAD, kind="roster", name="roster.xlsx", file=blank, by=world.people["department"])
