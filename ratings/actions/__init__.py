"""What is done to campaigns and ratings. Every verb is keyword-only, atomic, and says who did it (`by=`)."""

from ratings.actions.campaigns import change_campaign, open_campaign, remove_campaign, set_targets
from ratings.actions.decisions import approve, reopen, return_
from ratings.actions.drafts import Draft, enter_many
from ratings.actions.entry import Conflict, Incomplete, Unexplained, admit, closed_because, enter, hold_grid, submit
from ratings.actions.ledger import Decided, Recorded, record_decided
from ratings.actions.rounds import change_round, open_round
from ratings.actions.schedule import Dated, Schedule, arrange

__all__ = [
    "Conflict",
    "Dated",
    "Decided",
    "Draft",
    "Incomplete",
    "Recorded",
    "Schedule",
    "Unexplained",
    "admit",
    "approve",
    "arrange",
    "change_campaign",
    "change_round",
    "closed_because",
    "enter",
    "enter_many",
    "hold_grid",
    "open_campaign",
    "open_round",
    "record_decided",
    "remove_campaign",
    "reopen",
    "return_",
    "set_targets",
    "submit",
]
