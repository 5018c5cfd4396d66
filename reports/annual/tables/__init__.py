"""The tables of the annual workbook: of each figure its formula, what the page shows, and the rule, in one place."""
