"""The workbook of twinnings (结对帮扶): who helps whom, and what was noted of the help (N12)."""
