"""Ledgers as of a day: on screen, by unit and day, and in official shape. Apps show their own with this page."""
