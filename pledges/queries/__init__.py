"""What is read of plans: set-based, in a constant number of queries."""
