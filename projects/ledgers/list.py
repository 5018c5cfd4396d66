"""The ledgers of projects: their columns on screen are those of the official form."""

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from branches.ledgers.list import DayLedger
from core.lists import DateColumn, ListColumn, NumberColumn, TextColumn
from core.phrases import listed
from core.workbooks.official import NOTHING, looks
from projects.choices import ProjectState, Verdict
from projects.queries.ledgers import approved_lines, judged_lines
from projects.rules.money import MoneyTable, yuan

MONEY = pgettext_lazy("ledger", "Money (yuan)")
PERIOD = gettext_lazy("Period")
CHANGED = (Verdict.AFTER_CHANGES, Verdict.AS_GENERAL)
BROKEN_OFF = (ProjectState.REVOKED, ProjectState.STOPPED, ProjectState.WITHDRAWN)


class LedgerYuanColumn(NumberColumn):
    """An amount of yuan and fen, added up in the form."""

    look = looks.MONEY

    def __init__(self, *args, **kwargs):
        super().__init__(*args, group=MONEY, width=11, summed=True, **kwargs)

    def render(self, value):
        """What stands on screen."""
        return yuan(value)


class ProjectLedger(DayLedger):
    """What ledgers of projects share: rows are ProjectLines of the day."""

    number = ListColumn(pgettext_lazy("ledger", "Project no."), accessor="told__number", width=13)
    name = TextColumn(
        pgettext_lazy("project", "Title"), accessor="told__title", width=24, linkify=lambda record: record.address
    )

    @property
    def sums(self) -> MoneyTable:
        """The sums of all its pages."""
        tables = [line.money for line in self.data]
        names = ("granted", "own", "advanced", "spent")
        return MoneyTable(*(sum((getattr(one, name) for one in tables), Decimal(0)) for name in names))

    @staticmethod
    def counted(count):
        return ngettext("%(count)d project", "%(count)d projects", count) % {"count": count}

    def noted(self, facts):
        """Which day, units and rows these are."""
        return _("State of %(day)s, %(units)s, %(counted)s.") % facts


class ApprovedLedger(ProjectLedger):
    """创新立项汇总表."""

    title = gettext_lazy("Ledger of approved projects")
    blank_title = gettext_lazy("No project was approved by this day.")
    blank_text = gettext_lazy("A project stands here from the day on which it is approved with its money.")

    project_class = ListColumn(pgettext_lazy("project", "Class"), accessor="told__get_project_class_display", width=9)
    level = ListColumn(gettext_lazy("Level"), accessor="told__get_level_display", width=6)
    unit = ListColumn(gettext_lazy("Unit"), accessor="owner__unit", width=13)
    branch = ListColumn(gettext_lazy("Branch"), width=15)
    leader = ListColumn(gettext_lazy("Leader"), accessor="told__leader", width=8)
    members = ListColumn(pgettext_lazy("project", "Team"), empty_values=(), width=14)
    granted = LedgerYuanColumn(pgettext_lazy("ledger", "Of the university"), accessor="money__granted")
    own = LedgerYuanColumn(pgettext_lazy("ledger", "Own part"), accessor="money__own")
    approved = LedgerYuanColumn(pgettext_lazy("ledger", "Approved in all"), accessor="money__approved")
    advanced = LedgerYuanColumn(pgettext_lazy("ledger", "Advanced"), accessor="money__advanced")
    spent = LedgerYuanColumn(pgettext_lazy("ledger", "Spent"), accessor="money__spent")
    balance = LedgerYuanColumn(pgettext_lazy("ledger", "Balance"), accessor="money__balance")
    starts_on = DateColumn(pgettext_lazy("day", "From"), accessor="told__starts_on", group=PERIOD, width=12)
    ends_on = DateColumn(gettext_lazy("Until"), accessor="told__ends_on", group=PERIOD, width=12)
    state = ListColumn(gettext_lazy("State"), accessor="told__get_state_display", width=8)
    note = TextColumn(gettext_lazy("Note"), empty_values=(), width=16)

    @classmethod
    def rows_of(cls, scope, query, members):
        return approved_lines(scope, query.on, members)

    def value_members(self, record):
        return listed(record.members) or NOTHING

    def value_note(self, record):
        told = record.told
        verdict = str(told.get_verdict_display()) if told.verdict in CHANGED else ""
        return "\n".join(filter(None, [verdict, told.reason if told.state in BROKEN_OFF else ""])) or NOTHING


class AcceptedLedger(ProjectLedger):
    """验收汇总表."""

    title = gettext_lazy("Ledger of accepted projects")
    blank_title = gettext_lazy("No project was accepted by this day.")
    blank_text = gettext_lazy("A project stands here from the day on which it gets its grade.")

    unit = ListColumn(gettext_lazy("Unit"), accessor="owner__unit", width=13)
    leader = ListColumn(gettext_lazy("Leader"), accessor="told__leader", width=8)
    result = ListColumn(gettext_lazy("Result of the experts"), empty_values=(), width=14)
    grade = ListColumn(gettext_lazy("Grade"), accessor="told__get_grade_display", width=7)
    award = ListColumn(pgettext_lazy("project", "Award"), accessor="told__award", width=14)
    accepted_on = DateColumn(gettext_lazy("Accepted on"), width=12)
    approved = LedgerYuanColumn(pgettext_lazy("ledger", "Approved in all"), accessor="money__approved")
    spent = LedgerYuanColumn(pgettext_lazy("ledger", "Spent"), accessor="money__spent")
    balance = LedgerYuanColumn(pgettext_lazy("ledger", "Balance"), accessor="money__balance")

    @classmethod
    def rows_of(cls, scope, query, members):
        return judged_lines(scope, query.on, members)

    def value_result(self, record):
        found = record.result
        if found is None or found.value is None:
            return NOTHING
        words = {"value": f"{found.value:.2f}", "count": found.count, "of": found.of}
        return _("%(value)s (%(count)s of %(of)s sheets)") % words
