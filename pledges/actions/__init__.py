"""What is done with plans, and in packages of their own with twinnings, benchmarks, meetings and the showcase.

Every verb is atomic, takes `by=` (a User, None for a command) and leaves history. Each raises ValidationError keyed by
the argument at fault, and TooLate when somebody else was faster.
"""

from pledges.actions.plans.amending import adopt_version, amend, drop_version, return_version, submit_version
from pledges.actions.plans.common import hold_owner
from pledges.actions.plans.drafting import discard, draft, write
from pledges.actions.plans.ending import (
    accept,
    appraise,
    ask_acceptance,
    assess,
    decide_outcome,
    finish,
    look_back,
    refuse_acceptance,
    send_back,
    settle,
    withdraw,
)
from pledges.actions.plans.ledger import PlanRecord, take_over
from pledges.actions.plans.measuring import add_resource, confirm, drop_resource, keep_proof, report, unconfirm
from pledges.actions.plans.moving import ask_move, grant_move, refuse_move
from pledges.actions.plans.reviewing import adopt, return_, submit

__all__ = [
    "PlanRecord",
    "accept",
    "add_resource",
    "adopt",
    "adopt_version",
    "amend",
    "appraise",
    "ask_acceptance",
    "ask_move",
    "assess",
    "confirm",
    "decide_outcome",
    "discard",
    "draft",
    "drop_resource",
    "drop_version",
    "finish",
    "grant_move",
    "hold_owner",
    "keep_proof",
    "look_back",
    "refuse_acceptance",
    "refuse_move",
    "report",
    "return_",
    "return_version",
    "send_back",
    "settle",
    "submit",
    "submit_version",
    "take_over",
    "unconfirm",
    "withdraw",
    "write",
]
