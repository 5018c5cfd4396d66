"""What the page of a project shows of its money: lines, entries, sums (R36)."""

from functools import cached_property

from core.choices import READERS
from core.scope import Scope
from projects.actions.money.entering import money_hindrance
from projects.choices import ENDED
from projects.models import Advance, Expenditure, Project
from projects.money.fetching import pays, spends
from projects.queries.money import LineMoney, lines_of, money_of
from projects.rules.money import MoneyTable


class MoneyPanel:
    """Of one project, for one person: from its approval on; an expert does not see it."""

    def __init__(self, project: Project, scope: Scope):
        self.project, self.scope = project, scope

    @property
    def is_shown(self) -> bool:
        """Whether money is approved, and who looks may see what became of it."""
        return self.project.granted is not None and self.scope.has(*READERS)

    @cached_property
    def money(self) -> MoneyTable:
        """Its sums."""
        return money_of(self.project)

    @cached_property
    def lines(self) -> list[LineMoney]:
        """Its budget lines with what was spent on each."""
        return lines_of(self.project)

    @cached_property
    def advances(self) -> list[Advance]:
        """What was paid and went back, void entries too, by their days."""
        return list(self.scope.of(self.project.advances.select_related("by", "voided_by")))

    @cached_property
    def expenditures(self) -> list[Expenditure]:
        """What was spent, void entries too, by their days."""
        people = ("by", "voided_by", "line", "receipt")
        return list(self.scope.of(self.project.expenditures.select_related(*people)))

    @property
    def is_to_be_returned(self) -> bool:
        """Whether the project has ended with money that goes back."""
        return self.project.state in ENDED and self.money.to_return > 0

    @cached_property
    def pays(self) -> bool:
        """Whether this person decides about what the host paid."""
        return pays(self.scope, self.project)

    @cached_property
    def spends(self) -> bool:
        """Whether this person enters what is spent."""
        return spends(self.scope, self.project)

    @property
    def may_advance(self) -> bool:
        """Whether this person can enter an advance now, or what went back."""
        return self.pays and not money_hindrance(self.project, goes_back=True)

    @property
    def may_spend(self) -> bool:
        """Whether this person can enter an expenditure now."""
        return self.spends and not money_hindrance(self.project, goes_back=False)
