"""The workbooks of raising: plans with their measures, what was reported of them, and moved due days."""
