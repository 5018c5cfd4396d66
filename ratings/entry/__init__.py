"""Where ratings are typed: the grid of a unit, and of the university for its base organisations (N01)."""
