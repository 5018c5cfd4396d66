"""Workbooks whose rows are numbered by the system: a new row carries a number of the file's own such as +1, which the
other sheets refer to; rows without a key are matched by all their cells."""
