"""Set-based reading of projects."""
