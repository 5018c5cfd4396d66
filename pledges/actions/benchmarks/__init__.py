"""The verbs about benchmarks."""

from pledges.actions.benchmarks.choosing import choose, end
from pledges.actions.benchmarks.comparing import ItemText, hold_unended, write_items
from pledges.actions.benchmarks.excepting import approve, ask, return_

__all__ = ["ItemText", "approve", "ask", "choose", "end", "hold_unended", "return_", "write_items"]
