"""Fixtures of the roster's tests."""

from tests.branches.workbooks.rows import imported, roster

__all__ = ["imported", "roster"]
