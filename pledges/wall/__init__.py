"""The public wall: pledges as anyone reads them, without signing in (N08)."""
