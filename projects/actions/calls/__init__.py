"""What is done with calls."""

from projects.actions.calls.files import add_file, drop_file
from projects.actions.calls.writing import check_publishable, discard, draft, hold_call, publish, write

__all__ = [
    "add_file",
    "check_publishable",
    "discard",
    "draft",
    "drop_file",
    "hold_call",
    "publish",
    "write",
]
