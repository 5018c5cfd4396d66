"""The pages of grading in the menu."""

from django.utils.translation import gettext_lazy as _

from core.choices import Role
from core.web.menu import GRADING, MenuEntry, register

register(GRADING, MenuEntry(_("Rounds"), "ratings:rounds", "list-check", (Role.DEPARTMENT, Role.VIEWER, Role.UNIT)))
