"""What plans ask: of who makes them, of a unit for its branches, of the department, of who reviews."""

from pledges.todos import benchmarks, branches, department, meetings, owed, own, review, showcase, twinning

__all__ = ["benchmarks", "branches", "department", "meetings", "owed", "own", "review", "showcase", "twinning"]
