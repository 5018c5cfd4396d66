"""The workbooks of grading: a campaign with its rounds and targets, the decided ledger, and what a unit types."""
