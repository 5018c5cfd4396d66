"""What stands behind each figure of grading (M1)."""
