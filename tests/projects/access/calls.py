"""Who may open which address of calls: besides that of the university one of unit 01 and one of unit 02, each with an
attachment."""

from django.core.files.base import ContentFile

from projects.models import CallFile
from tests.access.rows import AccessRow
from tests.projects import made
from tests.projects.access import OTHER, OWN

UNIT_CALL, OTHER_CALL = OWN + 1, OTHER + 1
OF_UNITS = {"own": (UNIT_CALL,), "other": (OTHER_CALL,)}

PAGES = {
    "projects:calls": AccessRow("AVvUB"),
    "projects:calls_sheet": AccessRow("AVvUB"),
    "projects:call": AccessRow("AVvUB", **OF_UNITS),
    "projects:call_file": AccessRow("AVvUB", own=(UNIT_CALL, UNIT_CALL), other=(OTHER_CALL, OTHER_CALL)),
}
FORMS = {
    "projects:call_new": AccessRow("AU"),
    "projects:call_edit": AccessRow("U", **OF_UNITS),
    "projects:call_publish": AccessRow("U", **OF_UNITS),
    "projects:call_discard": AccessRow("U", **OF_UNITS),
    "projects:call_add_file": AccessRow("U", **OF_UNITS),
}
VERBS = {
    "projects:call_drop_file": AccessRow("U", ok=302, own=(UNIT_CALL, UNIT_CALL), other=(OTHER_CALL, OTHER_CALL)),
}


def occupy(world) -> None:
    """The calls of the units."""
    for number, code in ((UNIT_CALL, "01"), (OTHER_CALL, "02")):
        file = CallFile(pk=number, call=made.call(world[code], pk=number), name="通知.pdf")
        file.file.save("通知.pdf", ContentFile(b"%PDF-1.4"))
