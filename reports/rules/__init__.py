"""Rules of what gathers: pure, no ORM, no clock."""
