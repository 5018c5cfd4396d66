"""Django's admin with our site: who enters is decided by appointments, not by `is_staff`."""

from django.contrib.admin import apps


class AdminConfig(apps.AdminConfig):
    default = False
    default_site = "core.admin.RosterSite"
