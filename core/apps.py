"""The floor without a domain noun."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    name = "core"
    verbose_name = _("Log")

    def ready(self):
        for module in ("core.checks", "core.signins"):
            import_module(module)
        autodiscover_modules("sheets")
