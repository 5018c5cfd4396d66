"""What is done with the annual report."""

from reports.actions.accepting import accept_check, accepted_already, withdraw_acceptance
from reports.actions.freezing import freeze
from reports.actions.writing import hold_reports, save_report

__all__ = ["accept_check", "accepted_already", "freeze", "hold_reports", "save_report", "withdraw_acceptance"]
