"""Who may open which address of projects: the rows of all rooms, each a list of (kind, name, AccessRow) called ROWS."""

from importlib import import_module
from pkgutil import iter_modules

ROOMS = [import_module(f"{__name__}.{one.name}") for one in iter_modules(__path__)]


def _of(kind):
    return {name: row for room in ROOMS for found, name, row in room.ROWS if found == kind}


PAGES, FORMS, VERBS = (_of(kind) for kind in ("page", "form", "verb"))


def occupy(world):
    """What there is to see in each room."""
    for room in ROOMS:
        room.occupy(world)
