"""The text fields of every form, by room: TEXTS, what is stored; ASKED, what is only looked at."""
