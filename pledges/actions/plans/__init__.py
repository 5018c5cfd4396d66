"""The verbs about plans."""
