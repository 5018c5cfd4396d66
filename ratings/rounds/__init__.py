"""Rating rounds: all of them, one with its ratings, and how far each unit is."""
