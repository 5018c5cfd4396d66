"""The tree of organisations, what happened to it, and who holds which role where."""

from branches.models.changes import Change
from branches.models.organisations import UNIT_DEPTH, UNIT_PATH, Organisation
from branches.models.people import Appointment, Secretary

__all__ = [
    "UNIT_DEPTH",
    "UNIT_PATH",
    "Appointment",
    "Change",
    "Organisation",
    "Secretary",
]
