"""Money of projects is advanced and spent, and wrong entries are made void (R36)."""

from projects.actions.money.entering import advance, spend
from projects.actions.money.receipts import add_receipt
from projects.actions.money.voiding import void_advance, void_expenditure

__all__ = ["add_receipt", "advance", "spend", "void_advance", "void_expenditure"]
