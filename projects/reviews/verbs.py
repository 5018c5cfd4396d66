"""The verbs of a project that belong to this room."""

VERBS = {}
