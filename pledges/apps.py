"""Plans: what is done about a rating."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PledgesConfig(AppConfig):
    name = "pledges"
    verbose_name = _("Raising")

    def ready(self):
        from branches.signals import closed, giving_back
        from pledges.actions.closing import follow_closings
        from pledges.actions.giving_back import filled_since
        from pledges.covering import follow_standings
        from ratings.signals import derived

        closed.connect(follow_closings)
        giving_back.connect(filled_since)
        derived.connect(follow_standings)
