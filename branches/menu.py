"""The registers in the menu: the roster and who holds which role, the accounts for their administrator."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.choices import Role
from core.web.menu import ADMINISTRATION, ORGANISATIONS, MenuEntry, register

ROSTER, APPOINTMENTS = "admin:branches_organisation_changelist", "admin:branches_appointment_changelist"

register(
    ORGANISATIONS,
    MenuEntry(pgettext_lazy("register", "Roster"), ROSTER, "people", (Role.DEPARTMENT,)),
    MenuEntry(pgettext_lazy("register", "Appointments"), APPOINTMENTS, "person-gear", (Role.DEPARTMENT, Role.ACCOUNTS)),
)
register(ADMINISTRATION, MenuEntry(_("Accounts"), "admin:accounts_user_changelist", "person-gear", (Role.ACCOUNTS,)))
