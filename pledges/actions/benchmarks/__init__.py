"""The verbs about benchmarks."""

from pledges.actions.benchmarks.choosing import choose, end
from pledges.actions.benchmarks.comparing import ItemText, write_items
from pledges.actions.benchmarks.excepting import approve, ask, return_

__all__ = ["ItemText", "approve", "ask", "choose", "end", "return_", "write_items"]
