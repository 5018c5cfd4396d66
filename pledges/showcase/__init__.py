"""The showcase: what advanced branches propose, what the department selects, and what anyone may read of it (N06)."""
