"""What the grid shows: one row per organisation that a unit rates in a round, read a part at a time, and all of them
counted; who is left apart (R13, R16)."""

from ratings.queries.grid.reading import Grid, due_words, read, read_row
from ratings.queries.grid.rows import GridRow, LastStanding, last_before, printed

__all__ = ["Grid", "GridRow", "LastStanding", "due_words", "last_before", "printed", "read", "read_row"]
