"""Tiers and states of a rating, with their wording."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ratings.rules.progress import BoardState


class Tier(models.IntegerChoices):
    """The four tiers, lowest first; `Tier.GOOD.identifier` is what programs read."""

    LAGGING = 1, _("Lagging")
    ORDINARY = 2, _("Ordinary")
    GOOD = 3, pgettext_lazy("tier", "Good")
    ADVANCED = 4, _("Advanced")

    @property
    def identifier(self):
        return self.name.lower()

    @classmethod
    def of(cls, identifier):
        """The tier of an identifier (`lagging`). Raises: KeyError."""
        return cls[identifier.upper()]


# What a workbook says: its words are Chinese whatever the language of the page.
TIER_WORDS = {"advanced": "先进", "good": "较好", "ordinary": "一般", "lagging": "后进"}


class State(models.TextChoices):
    """Where a rating stands; only an approved one is official (R1)."""

    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Submitted")
    RETURNED = "returned", _("Returned")
    APPROVED = "approved", _("Approved")


class Movement(models.TextChoices):
    """How a rating compares with the standing before it."""

    ROSE = "rose", _("Rises")
    STAYED = "stayed", _("Stays")
    FELL = "fell", _("Falls")
    NEW = "new", _("First rating")

    @classmethod
    def between(cls, before, after):
        """From tier `before` (None: not rated before) to tier `after`."""
        if before is None:
            return cls.NEW
        return cls.ROSE if after > before else cls.FELL if after < before else cls.STAYED


class Completion(models.TextChoices):
    """Where a unit stands in a round: the furthest behind of its ratings."""

    NOT_STARTED = "not_started", _("Not started")
    DRAFTED = "drafted", _("Being typed")
    RETURNED = "returned", _("Returned")
    SUBMITTED = "submitted", _("Submitted")
    APPROVED = "approved", _("Approved")
    NOTHING = "nothing", _("Nothing to rate")


class Phase(models.TextChoices):
    """Whether ratings can be typed in a round."""

    PLANNED = "planned", _("Planned")
    OPEN = "open", pgettext_lazy("round", "Open")
    CLOSED = "closed", pgettext_lazy("round", "Closed")


# How a unit stands with its targets (R10), worst first.
BOARD_STATES = {
    BoardState.OFF_TRACK: _("Off track"),
    BoardState.MISSED: _("Missed"),
    BoardState.AT_RISK: _("At risk"),
    BoardState.ON_TARGET: _("On target"),
    BoardState.MET: _("Met"),
    BoardState.NOT_APPLICABLE: _("Not applicable"),
}
