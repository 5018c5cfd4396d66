"""What plans ask: of who makes them, of a unit for its branches, of the department, of who reviews."""

from pledges.todos import branches, department, own, review, showcase

__all__ = ["branches", "department", "own", "review", "showcase"]
