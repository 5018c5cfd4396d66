"""Public figures: how far the university is with its targets, by day, and how that is counted. No unit, no name."""
