"""Campaigns, their rounds and targets, the ratings, and what is derived from official ones."""

from ratings.models.campaigns import Campaign, CampaignQuerySet, Round, Target
from ratings.models.derived import Standing, Tally
from ratings.models.ratings import Rating

__all__ = ["Campaign", "CampaignQuerySet", "Rating", "Round", "Standing", "Tally", "Target"]
