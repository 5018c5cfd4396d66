"""What anyone may read: frozen values, never models."""
