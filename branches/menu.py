"""The registers in the menu: the roster for the department, the accounts for their administrator."""

from django.utils.translation import gettext_lazy as _

from core.choices import Role
from core.web.menu import ADMINISTRATION, ORGANISATIONS, MenuEntry, register

register(ORGANISATIONS, MenuEntry(_("Roster"), "admin:index", "people", (Role.DEPARTMENT,)))
register(ADMINISTRATION, MenuEntry(_("Accounts"), "admin:index", "person-gear", (Role.ACCOUNTS,)))
