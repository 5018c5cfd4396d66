"""Mid-term and final reports are written as typed, handed in, looked at, returned; the mid-term check is decided."""

from projects.actions.reports.handing import check, return_, send_back, submit, submit_hindrance
from projects.actions.reports.midterm import decide_midterm
from projects.actions.reports.writing import add_file, drop_file, missing, write

__all__ = [
    "add_file",
    "check",
    "decide_midterm",
    "drop_file",
    "missing",
    "return_",
    "send_back",
    "submit",
    "submit_hindrance",
    "write",
]
