"""The target board: are we on target, and how many branches are missing."""
