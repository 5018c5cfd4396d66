"""Experts, their panels and sheets, the ranking, and what is decided by it."""
