"""The workbooks of grading: a campaign with its rounds and targets, and the decided ledger of ratings."""
