"""Campaigns, their rounds and targets, the ratings, and what is derived from official ones."""

from ratings.models.campaigns import Campaign, CampaignQuerySet, Round, Target
from ratings.models.derived import Standing, Tally
from ratings.models.ratings import TYPED, TYPISTS, Rating
from ratings.models.reminders import RoundReminder

__all__ = [
    "TYPED",
    "TYPISTS",
    "Campaign",
    "CampaignQuerySet",
    "Rating",
    "Round",
    "RoundReminder",
    "Standing",
    "Tally",
    "Target",
]
