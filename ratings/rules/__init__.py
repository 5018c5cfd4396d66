"""The rules of the figures. Pure: tiers, counts and days in and out; no database, no clock."""
