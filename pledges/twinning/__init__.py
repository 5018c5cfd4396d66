"""Twinnings: who helps whom, agreed by both sides, with records of the help (N12, R35)."""
