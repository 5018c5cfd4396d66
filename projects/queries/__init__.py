"""What is read of projects, set-based."""
