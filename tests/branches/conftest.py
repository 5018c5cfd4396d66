"""Fixtures of the roster's tests."""

from tests.branches.roster_rows import imported, roster

__all__ = ["imported", "roster"]
