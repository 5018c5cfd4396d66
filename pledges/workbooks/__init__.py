"""The workbooks of raising: plans, twinnings, benchmarks; what they have in common."""
