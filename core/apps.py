"""The floor without a domain noun."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    name = "core"
    verbose_name = _("Log")

    def ready(self):
        import_module("core.checks")
        autodiscover_modules("workbooks.kinds", "figures", "todos")
