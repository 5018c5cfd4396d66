"""What is approved and how projects were accepted is told to anyone; objections are noted and answered."""

from projects.actions.notices.objecting import answer, note
from projects.actions.notices.publishing import publish, take_back

__all__ = ["answer", "note", "publish", "take_back"]
