"""The registers in the Django admin: the roster for the department, users for the accounts administrator."""

from branches.admin import appointments, organisations, users

__all__ = ["appointments", "organisations", "users"]
