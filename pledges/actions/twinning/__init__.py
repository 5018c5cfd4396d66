"""What is done with twinnings and the records of help (N12).

Every verb is atomic, takes `by=` (a User, None for a command) and leaves history. Each raises ValidationError keyed by
the argument at fault, and TooLate when somebody else was faster.
"""

from pledges.actions.twinning.agreeing import agree, decline, end, propose, withdraw
from pledges.actions.twinning.recording import confirm, correct, note, send_back

__all__ = ["agree", "confirm", "correct", "decline", "end", "note", "propose", "send_back", "withdraw"]
