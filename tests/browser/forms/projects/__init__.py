"""Forms of innovation projects."""
