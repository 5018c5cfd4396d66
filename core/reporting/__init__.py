"""What is reported as done, with proof, and confirmed by somebody else (R26)."""
