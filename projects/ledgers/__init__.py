"""Ledgers of projects in official shape."""
