"""The sheets of the annual workbook that are no tables: cover, notes, facts, 核对."""
