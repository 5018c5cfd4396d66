"""The floor without a domain noun."""

from importlib import import_module

from django.apps import AppConfig
from django.forms import Field
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    name = "core"
    verbose_name = _("Log")

    def ready(self):
        Field.default_error_messages["required"] = _("Fill this in.")  # in the words of this site, on every form
        import_module("core.checks")
        import_module("core.log.receivers")
        autodiscover_modules("workbooks.kinds", "figures", "todos")
