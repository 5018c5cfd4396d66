"""The pages of projects in the menu."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.choices import READERS, Role
from core.web.menu import RAISING, MenuEntry, register

register(
    RAISING,
    MenuEntry(_("Projects"), "projects:projects", "lightbulb", READERS),
    MenuEntry(_("Calls for projects"), "projects:calls", "megaphone", (Role.DEPARTMENT, Role.UNIT, Role.BRANCH)),
    MenuEntry(pgettext_lazy("projects", "Projects to judge"), "projects:desk", "clipboard-check", (Role.EXPERT,)),
)
