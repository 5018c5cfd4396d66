"""What stands of a project's money: line by line, and of many projects by unit (R36)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, Q, QuerySet, Sum
from django.utils.translation import gettext

from branches.as_of import called_on, unit_path_on
from branches.models import Organisation
from projects.models import BudgetLine, Project
from projects.rules.money import MoneyTable

NO_MONEY = Decimal("0.00")


@dataclass(frozen=True)
class LineMoney:
    """A budget line and what was `spent` on it."""

    line: BudgetLine
    spent: Decimal

    @property
    def left(self) -> Decimal:
        """Planned and not spent; below zero where more was spent than planned."""
        return self.line.amount - self.spent

    @property
    def is_over(self) -> bool:
        """Whether more was spent on it than planned."""
        return self.left < 0


def money_of(project: Project) -> MoneyTable:
    """The sums of `project` as they are stored: no query."""
    return MoneyTable(project.granted, project.own_granted, project.advanced, project.spent)


def lines_of(project: Project) -> list[LineMoney]:
    """Its budget lines with what was spent on each: one query."""
    standing = Q(expenditures__voided_at=None)
    lines = project.lines.annotate(sum=Sum("expenditures__amount", filter=standing)).order_by("number")
    return [LineMoney(line, line.sum or NO_MONEY) for line in lines]


def with_money(rows: QuerySet) -> QuerySet:
    """Those of `rows` (`projects_on`) to which money is approved."""
    return rows.exclude(granted=None)


@dataclass(frozen=True)
class UnitMoney(MoneyTable):
    """The sums of `count` projects of a base organisation, called `unit` on the day."""

    unit: str = ""
    count: int = 0


def unit_sums(rows: QuerySet, on: date) -> list[UnitMoney]:
    """The sums of `rows`, to which money is approved, by the base organisation they belonged to on day `on`, in the
    order of the tree; the last one of all, where there are several: two queries."""
    fields = ("granted", "own_granted", "advanced", "spent")
    by_unit = rows.order_by().values(path=unit_path_on("organisation", on))
    found = list(by_unit.annotate(count=Count("pk"), **{f"{name}_sum": Sum(name) for name in fields}).order_by("path"))
    units = Organisation.objects.filter(path__in=[one["path"] for one in found])
    names = dict(called_on(units, on).values_list("path", "called"))
    sums = [UnitMoney(*(one[f"{name}_sum"] for name in fields), names[one["path"]], one["count"]) for one in found]
    return [*sums, _total(sums)] if len(sums) > 1 else sums


def _total(sums):
    amounts = (sum((getattr(one, name) for one in sums), NO_MONEY) for name in ("granted", "own", "advanced", "spent"))
    return UnitMoney(*amounts, gettext("Total"), sum(one.count for one in sums))
