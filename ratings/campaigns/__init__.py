"""Campaigns with their targets: the department opens, changes and removes them."""
