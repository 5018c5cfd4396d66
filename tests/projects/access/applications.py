"""Who may open which address of applications: a draft of 0101 and one of 0201, each with a proof."""

from django.core.files.base import ContentFile

from projects.choices import FileUse
from projects.models import Call, ProjectFile
from tests.access.rows import AccessRow
from tests.projects import made
from tests.projects.access import OTHER, OWN

DRAFT, OTHER_DRAFT = OWN + 2, OTHER + 2
DRAFTS = {"own": (DRAFT,), "other": (OTHER_DRAFT,)}
UNIT_REFUSED = {"Uown": 403}

PAGES = {
    "projects:file": AccessRow("AVvUB", **DRAFTS, but={"Eown": 404, "Eother": 404}),
    "projects:application_form": AccessRow("AVvUB", **DRAFTS),
}
FORMS = {
    "projects:apply": AccessRow("UB", ok=302, own=(OWN, "0101"), other=(OWN, "0201"), but=UNIT_REFUSED),
    "projects:edit": AccessRow("UB", **DRAFTS, but=UNIT_REFUSED),
    "projects:discard": AccessRow("UB", **DRAFTS, but=UNIT_REFUSED),
    "projects:add_proof": AccessRow("UB", **DRAFTS, but=UNIT_REFUSED),
}
VERBS = {
    "projects:drop_proof": AccessRow(
        "UB", ok=302, own=(DRAFT, DRAFT), other=(OTHER_DRAFT, OTHER_DRAFT), but=UNIT_REFUSED
    ),
}


def occupy(world) -> None:
    """The drafts answer the call of the university."""
    call = Call.objects.get(pk=OWN)
    for number, code in ((DRAFT, "0101"), (OTHER_DRAFT, "0201")):
        draft = made.project(world[code], call, pk=number)
        file = ProjectFile(pk=number, project=draft, use=FileUse.APPLICATION, name="证明.pdf")
        file.file.save("证明.pdf", ContentFile(b"%PDF-1.4"))
