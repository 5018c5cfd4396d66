"""What was spent of a project, line by line, as its reports tell it."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q, Sum

from projects.models import Project


@dataclass(frozen=True)
class LineSpent:
    """A budget line, in yuan: what was planned, and spent by entries that stand."""

    use: str
    planned: Decimal
    spent: Decimal

    @property
    def left(self) -> Decimal:
        """Planned and not spent; below zero where more was spent."""
        return self.planned - self.spent


def spent_by_line(project: Project) -> list[LineSpent]:
    """Each budget line of `project` in its order: one query."""
    standing = Sum("expenditures__amount", filter=Q(expenditures__voided_at=None))
    rows = project.lines.annotate(paid=standing).order_by("number")
    return [LineSpent(row.use, row.amount, row.paid or Decimal(0)) for row in rows]
