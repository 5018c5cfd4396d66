"""Calls: opened by the department or a unit, answered by applicants."""
