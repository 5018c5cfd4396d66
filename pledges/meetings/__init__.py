"""Review meetings of units: recorded, written on one page, closed, followed up (点评互评会, N09)."""
