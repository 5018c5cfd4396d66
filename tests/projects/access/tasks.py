"""Who may open which address of tasks. A running project of 0101 (PROJECT) and one of 0201 (PROJECT + OTHER), each with
a reported task 1."""

from tests.access.rows import AccessRow

PROJECT, OTHER = 5501, 100
UNIT_REFUSED = {"Uown": 403}

PAGES = {
    "projects:tasks": AccessRow("AVvUB"),
    "projects:tasks_sheet": AccessRow("AVvUB"),
}
FORMS = {
    "projects:tasks_edit": AccessRow("UB", own=(PROJECT,), other=(PROJECT + OTHER,), but=UNIT_REFUSED),
    "projects:task_report": AccessRow("UB", own=(PROJECT, 1), other=(PROJECT + OTHER, 1), but=UNIT_REFUSED),
    "projects:task_decide": AccessRow(
        "AU",
        own=(PROJECT, 1, "confirm"),
        other=(PROJECT + OTHER, 1, "confirm"),
        but={"Aown": 403, "Aother": 403},
    ),
}
