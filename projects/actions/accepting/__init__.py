"""A project is accepted with a grade, corrected, revoked, stopped, closed."""

from projects.actions.accepting.ending import close, stop
from projects.actions.accepting.grading import amend, fail, grade, regrade

__all__ = ["amend", "close", "fail", "grade", "regrade", "stop"]
