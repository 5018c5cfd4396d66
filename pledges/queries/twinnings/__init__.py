"""What is read of twinnings: whom they join on a day, who can help, what waits, what happened. Set-based."""

from pledges.queries.twinnings.on_day import of_branch

__all__ = ["of_branch"]
