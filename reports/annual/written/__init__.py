"""The written report: figures from the same functions as the pages, and the department's own paragraphs."""
