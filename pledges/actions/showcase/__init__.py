"""What is done with entries of the showcase."""

from pledges.actions.showcase.common import hold_written
from pledges.actions.showcase.deciding import return_, select, send_back, submit, support, take_off, withdraw
from pledges.actions.showcase.pictures import add_picture, drop_picture
from pledges.actions.showcase.texts import EntryText
from pledges.actions.showcase.writing import discard, draft, write

__all__ = [
    "EntryText",
    "add_picture",
    "discard",
    "draft",
    "drop_picture",
    "hold_written",
    "return_",
    "select",
    "send_back",
    "submit",
    "support",
    "take_off",
    "withdraw",
    "write",
]
