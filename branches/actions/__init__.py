"""What is done to the tree and its people. Every verb is atomic and dated, and leaves history.

Each raises ValidationError keyed by the argument at fault (`organisation` for the one acted on); `by` is a User, or
None for a command. Verbs in the plural take a whole roster and cost a few queries whatever its length.
"""

from branches.actions.classifying import reclassify, reclassify_many
from branches.actions.closing import Closing, close_many, dissolve, merge
from branches.actions.editing import FACTS, edit_many, rename, rename_many
from branches.actions.founding import ensure_university, establish, found, found_many, split
from branches.actions.moving import move, move_many
from branches.actions.people import appoint, end_appointments, enter_appointment, set_secretaries, set_secretary
from branches.actions.voiding import VOIDING, ask_void, correct_document, keep_change, refuse_resting, undo, void

__all__ = [
    "FACTS",
    "VOIDING",
    "Closing",
    "appoint",
    "ask_void",
    "close_many",
    "correct_document",
    "dissolve",
    "edit_many",
    "end_appointments",
    "ensure_university",
    "enter_appointment",
    "establish",
    "found",
    "found_many",
    "keep_change",
    "merge",
    "move",
    "move_many",
    "reclassify",
    "reclassify_many",
    "refuse_resting",
    "rename",
    "rename_many",
    "set_secretaries",
    "set_secretary",
    "split",
    "undo",
    "void",
]
