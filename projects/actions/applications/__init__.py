"""What is done with applications, until they are decided."""

from projects.actions.applications.proofs import add_proof, drop_proof
from projects.actions.applications.submitting import resubmit, return_, submit, support, withdraw
from projects.actions.applications.writing import (
    BEING_CHANGED,
    ApplicationText,
    begin,
    change,
    discard,
    hold_written,
    write,
)

__all__ = [
    "BEING_CHANGED",
    "ApplicationText",
    "add_proof",
    "begin",
    "change",
    "discard",
    "drop_proof",
    "hold_written",
    "resubmit",
    "return_",
    "submit",
    "support",
    "withdraw",
    "write",
]
