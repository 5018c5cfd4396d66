"""Experts are described and assigned, sheets written and closed, and what they come to is decided (N19, R36, R37)."""

from projects.actions.reviews.deciding import approve, ask_again, check, confirm, reject, revise, send_back
from projects.actions.reviews.experts import describe, hold_expert
from projects.actions.reviews.panels import assign, close, unseat
from projects.actions.reviews.sheets import hand_in, recuse, save
from projects.actions.reviews.starting import start

__all__ = [
    "approve",
    "ask_again",
    "assign",
    "check",
    "close",
    "confirm",
    "describe",
    "hand_in",
    "hold_expert",
    "recuse",
    "reject",
    "revise",
    "save",
    "send_back",
    "start",
    "unseat",
]
