"""What the annual report is read from: facts of a day, and what the pages show of them (N27)."""
