"""Words every floor shares: roles and kinds of events."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Role(models.TextChoices):
    """What a person may do at a place; a person may hold several."""

    DEPARTMENT = "department", _("Organisation department")
    VIEWER = "viewer", _("Viewer")
    UNIT = "unit", _("Unit secretary")
    BRANCH = "branch", _("Branch secretary")
    EXPERT = "expert", _("Expert")
    ACCOUNTS = "accounts", _("Accounts administrator")
    AUDIT = "audit", _("Log auditor")


READERS = (Role.DEPARTMENT, Role.VIEWER, Role.UNIT, Role.BRANCH)
BUSINESS = (*READERS, Role.EXPERT)
ACTORS = (Role.DEPARTMENT, Role.UNIT, Role.BRANCH, Role.EXPERT)  # they read what they did themselves
SEPARATE = (Role.DEPARTMENT, Role.ACCOUNTS, Role.AUDIT)


class EventKind(models.TextChoices):
    """What an entry of the log is about."""

    SIGN_IN = "sign_in", _("Signed in")
    SIGN_IN_FAILED = "sign_in_failed", _("Sign-in failed")
    SIGN_OUT = "sign_out", _("Signed out")
    PASSWORD = "password", _("Password changed")
    ACCOUNT = "account", _("Account changed")
    IMPORT = "import", _("Imported")
    EXPORT = "export", _("Exported")
    DOWNLOAD = "download", _("Downloaded")
    WRITE = "write", pgettext_lazy("log", "Entered or changed")
    SUBMIT = "submit", pgettext_lazy("log", "Submitted")
    RETURN = "return", pgettext_lazy("log", "Returned")
    DECISION = "decision", _("Decided")
    REOPEN = "reopen", _("Reopened")
    RESTRUCTURE = "restructure", _("Restructured")
    REMOVE = "remove", _("Removed")
    REMIND = "remind", pgettext_lazy("log", "Reminded")
    APPOINT = "appoint", pgettext_lazy("log", "Appointment")
    REFUSED = "refused", pgettext_lazy("log", "Refused")
    LOCKED = "locked", pgettext_lazy("log", "Locked out")
