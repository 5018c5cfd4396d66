"""The annual report: official tables in a workbook that proves itself, its editions, its words (N27, M6)."""
