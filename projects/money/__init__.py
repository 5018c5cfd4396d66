"""Advances and expenditures of projects (R36)."""
