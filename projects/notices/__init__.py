"""Notices of what is approved and accepted, for anyone to read; objections are noted and answered inside."""
