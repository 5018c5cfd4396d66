"""The home of an expert: what to judge until when, and the sheet of each."""
