"""Pages that gather: boards, explanations, the pages of units and branches. Facts of its own: the annual report's."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportsConfig(AppConfig):
    name = "reports"
    verbose_name = _("Reports")

    def ready(self):
        from branches.admin.organisations import offer
        from reports.restructuring.links import tree_changes

        offer(tree_changes)
