"""What opens a stranger's workbook, in a process of its own; nothing here imports anything else of the project."""
