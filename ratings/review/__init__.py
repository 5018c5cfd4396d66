"""What waits for the department's decision, and deciding it."""
