"""Tasks are written by who carries the project out, reported with proof, and confirmed by somebody else."""

from projects.actions.tasks.reporting import confirm, report, unconfirm
from projects.actions.tasks.writing import write

__all__ = ["confirm", "report", "unconfirm", "write"]
