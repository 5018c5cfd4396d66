"""Forms of what branches do for each other, each filled in and sent once."""
