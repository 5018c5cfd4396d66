"""Whether anyone may read an entry of the showcase on a day (N06). Pure."""

from pledges.choices import EntryState, Showing
from ratings.choices import Tier

LEFT = {EntryState.TAKEN_OFF: Showing.TAKEN_OFF, EntryState.WITHDRAWN: Showing.WITHDRAWN}


def showing(state: str, *, is_open: bool, tier: int | None) -> Showing:
    """PUBLIC for an entry in `state` SELECTED of a branch that is open and stands at advanced (`tier`; None: without an
    official rating); else why not, the first reason that holds. The reason is told inside only."""
    if not is_open:
        return Showing.CLOSED
    if state in LEFT:
        return LEFT[state]
    if state != EntryState.SELECTED:
        return Showing.NOT_SELECTED
    return Showing.PUBLIC if tier == Tier.ADVANCED else Showing.FALLEN
