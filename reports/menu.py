"""The pages that gather in the menu: homes, targets, changes of the tree, workbooks, the annual report, the log."""

from django.utils.translation import gettext_lazy as _

from core.choices import READERS, Role
from core.web.menu import ADMINISTRATION, HOME, ORGANISATIONS, TARGETS, WORKBOOKS, MenuEntry, register

OFFICES = (Role.DEPARTMENT, Role.VIEWER, Role.UNIT)

register(
    HOME,
    MenuEntry(_("Overview"), "reports:department", "house", (Role.DEPARTMENT,)),
    MenuEntry(_("My unit"), "reports:unit", "house", (Role.UNIT,), own=True),
    MenuEntry(_("My branch"), "reports:branch", "house", (Role.BRANCH,), own=True),
)
register(TARGETS, MenuEntry(_("Targets"), "reports:targets", "bullseye", OFFICES))
register(ORGANISATIONS, MenuEntry(_("Restructuring"), "reports:restructuring", "diagram-3", (Role.DEPARTMENT,)))
register(
    WORKBOOKS,
    MenuEntry(_("Workbooks"), "workbooks", "file-earmark-spreadsheet", READERS),
    MenuEntry(_("Annual report"), "reports:annual", "journal-text", OFFICES),
)
register(ADMINISTRATION, MenuEntry(_("Log"), "reports:log", "journal-text", (Role.AUDIT,)))
