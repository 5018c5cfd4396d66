"""What is read of plans, today and as of a day."""
