"""What everybody owes on a day and how it stands: for each unit, by name, and the reminders (R25)."""
