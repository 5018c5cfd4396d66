"""What is read from the database: set-based, in a constant number of queries."""
