"""Who may open which address of projects, and what there is to see; the rows of each room stand in a module."""

from importlib import import_module
from pathlib import Path

from projects.choices import ProjectState
from tests.access.rows import AccessRow
from tests.projects import made

OWN, OTHER = 7901, 7902  # projects of 0101 and of 0201, at work
ROOMS = sorted(path.stem for path in Path(__file__).parent.glob("*.py") if path.stem != "__init__")

PAGES = {
    "projects:projects": AccessRow("AVvUB"),
    "projects:projects_sheet": AccessRow("AVvUB"),
    "projects:project": AccessRow("AVvUB", own=(OWN,), other=(OTHER,)),
}
FORMS = {
    "projects:remind": AccessRow("AU"),
    "projects:decide": AccessRow("AUB", own=(OWN, "stop"), other=(OTHER, "stop"), but={"Uown": 403, "Bown": 403}),
}
VERBS = {}
for room in map(import_module, (f"{__name__}.{one}" for one in ROOMS)):
    PAGES |= getattr(room, "PAGES", {})
    FORMS |= getattr(room, "FORMS", {})
    VERBS |= getattr(room, "VERBS", {})


def occupy(world) -> None:
    """A call of the university with a project of 0101 and one of 0201, both at work; what each room adds."""
    call = made.call(world["00"], pk=OWN)
    for number, code in ((OWN, "0101"), (OTHER, "0201")):
        made.project(world[code], call, ProjectState.RUNNING, pk=number)
    for room in map(import_module, (f"{__name__}.{one}" for one in ROOMS)):
        if hasattr(room, "occupy"):
            room.occupy(world)
