"""Campaigns, rounds, ratings, targets."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RatingsConfig(AppConfig):
    name = "ratings"
    verbose_name = _("Grading")

    def ready(self):
        from branches.signals import closed, voided
        from ratings.actions.cohort_units import follow_voiding
        from ratings.standings import follow_closings

        closed.connect(follow_closings)
        voided.connect(follow_voiding)
