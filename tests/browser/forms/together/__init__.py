"""Forms of what branches do for each other, and of what they show."""
