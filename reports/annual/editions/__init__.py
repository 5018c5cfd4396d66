"""The final editions of the annual report: frozen, read, compared with today, recognised when they come back."""
