"""Ledgers of projects as of a day."""
