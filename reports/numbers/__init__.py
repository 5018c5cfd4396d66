"""The page behind a number."""
