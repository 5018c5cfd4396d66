"""The forms of what branches do for each other."""
