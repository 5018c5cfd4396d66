"""The department's overview."""
