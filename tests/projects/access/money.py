"""Who may open which address of money: an advance and an expenditure of 0101's project, and of 0201's."""

from datetime import date
from decimal import Decimal

from projects.models import Advance, Expenditure, Project
from tests.access.rows import AccessRow
from tests.projects.access import OTHER, OWN

BOTH = {"own": (OWN,), "other": (OTHER,)}
NOT_UNIT, NOT_BRANCH = {"Uown": 403}, {"Bown": 403}

PAGES = {
    "projects:money": AccessRow("AVvUB"),
    "projects:money_sheet": AccessRow("AVvUB"),
    "projects:ledger": AccessRow("AVvU", own=("approved",), query="?unit=01", other_query="?unit=02"),
    "projects:ledger_sheet": AccessRow("AVvU", own=("accepted",), query="?unit=01", other_query="?unit=02"),
}
FORMS = {
    "projects:advance": AccessRow("AU", **BOTH, but=NOT_UNIT),
    "projects:spend": AccessRow("UB", **BOTH, but=NOT_UNIT),
    "projects:receipt": AccessRow("UB", own=(OWN, OWN), other=(OTHER, OTHER), but=NOT_UNIT),
    "projects:money_void": AccessRow(
        "AUB", own=(OWN, "advance", OWN), other=(OTHER, "advance", OTHER), but={**NOT_UNIT, **NOT_BRANCH}
    ),
}


def occupy(world) -> None:
    """An advance and an expenditure of each project at work."""
    for number in (OWN, OTHER):
        facts = {"project_id": number, "on": date(2012, 9, 1)}
        Advance.objects.create(pk=number, amount=Decimal(100), **facts)
        line = Project.objects.get(pk=number).lines.first()
        Expenditure.objects.create(pk=number, amount=Decimal(10), line=line, **facts)
        Project.objects.filter(pk=number).update(advanced=Decimal(100), spent=Decimal(10))
