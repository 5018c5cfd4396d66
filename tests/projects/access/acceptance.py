"""Who may open which address of reports and changes. A running project of 0101 (PROJECT) and one of 0201 (PROJECT +
OTHER), each with a mid-term report that waits to be decided (REPORT), a draft of the final one with a link (FINAL,
FILE), and a change of the title that is asked for (CHANGE)."""

from tests.access.rows import AccessRow

PROJECT, REPORT, FINAL, FILE, CHANGE, OTHER = 5501, 5511, 5512, 5521, 5531, 100
UNIT_REFUSED = {"Uown": 403}
DEPARTMENT_DECIDES = {"Uown": 403}
OWN, ELSEWHERE = (PROJECT, REPORT), (PROJECT + OTHER, REPORT + OTHER)
OWN_FINAL, OTHER_FINAL = (PROJECT, FINAL), (PROJECT + OTHER, FINAL + OTHER)

PAGES = {
    "projects:report": AccessRow("AVvUB", own=OWN, other=ELSEWHERE),
    "projects:report_form": AccessRow("AVvUB", own=OWN, other=ELSEWHERE),
}
FORMS = {
    "projects:report_write": AccessRow(
        "UB", own=(PROJECT, "final"), other=(PROJECT + OTHER, "final"), but=UNIT_REFUSED
    ),
    "projects:report_add_file": AccessRow("UB", own=OWN_FINAL, other=OTHER_FINAL, but=UNIT_REFUSED),
    "projects:report_decide": AccessRow(
        "AUB",
        own=(*OWN_FINAL, "submit"),
        other=(*OTHER_FINAL, "submit"),
        but={"Aown": 403, "Aother": 403, **UNIT_REFUSED},
    ),
    "projects:midterm_decide": AccessRow("AU", own=OWN, other=ELSEWHERE, but=DEPARTMENT_DECIDES),
    "projects:change_ask": AccessRow(
        "UB", own=(PROJECT, "period"), other=(PROJECT + OTHER, "period"), but=UNIT_REFUSED
    ),
    "projects:change_decide": AccessRow(
        "AU",
        own=(PROJECT, CHANGE, "refuse"),
        other=(PROJECT + OTHER, CHANGE + OTHER, "refuse"),
        but=DEPARTMENT_DECIDES,
    ),
}
VERBS = {
    "projects:report_drop_file": AccessRow(
        "UB",
        302,
        own=(*OWN_FINAL, FILE),
        other=(*OTHER_FINAL, FILE + OTHER),
        but=UNIT_REFUSED,
    ),
}
