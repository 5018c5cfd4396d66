"""A change of the tree that was entered in error is taken back by two persons of the department (R28)."""

from branches.actions.voiding.lifecycle import VOIDING
from branches.actions.voiding.resting import refuse_resting
from branches.actions.voiding.verbs import ask_void, correct_document, keep_change, undo, void

__all__ = ["VOIDING", "ask_void", "correct_document", "keep_change", "refuse_resting", "undo", "void"]
