"""What is done with twinnings (N12)."""
