"""How fast the board, the import and the export are: `make bench` prints a table and asserts nothing."""
