"""The log for those who audit it."""
