"""How templates write what is of projects."""
