"""The ledgers as lists: their columns on screen are those of the official form."""

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from branches.ledgers.list import DayLedger
from core.lists import DateColumn, ListColumn, NumberColumn, TextColumn, VerbColumn, badge
from core.workbooks.official import NOTHING
from pledges.choices import PlanKind
from pledges.ledgers.texts import (
    acceptance_text,
    measures_text,
    outcome_text,
    resources_text,
    types_text,
    updates_text,
)
from pledges.models import Plan
from pledges.queries.plans.ledger import ledger_lines
from ratings.choices import Tier
from ratings.rules.progress import share

BRANCH = gettext_lazy("About the branch")
PROMISE = gettext_lazy("What is promised")
REVIEW = gettext_lazy("Review and publication")
PROGRESS = gettext_lazy("Progress")
RESULT = pgettext_lazy("plan", "Result")
JUDGED = gettext_lazy("Judged by people")
PROBLEM = gettext_lazy("Problem")
REMEDY = gettext_lazy("How it is rectified")
ACCEPTANCE = gettext_lazy("Acceptance")
LOOK_BACK = gettext_lazy("Look-back")


class CampaignLedger(DayLedger):
    """A ledger of the campaign and the day of `query` (BoardQuery)."""

    def noted(self, facts):
        """Which campaign, day, units and rows these are."""
        note = _("%(campaign)s, state of %(day)s, %(units)s, %(counted)s.")
        return note % {"campaign": self.query.campaign.name, **facts}


class PlanLedger(CampaignLedger):
    """What the ledgers of plans share: rows are plans as of the day."""

    blank_title = gettext_lazy("No plan was in force on this day or before it.")
    blank_text = gettext_lazy(
        "A pledge stands here once its unit has published it, a rectification once the department has filed it."
    )

    @classmethod
    def rows_of(cls, scope, query, members):
        rows = scope.of(Plan).filter(campaign=query.campaign, kind=cls.kind).begun_by(query.on)
        if members is not None:
            rows = rows.filter(organisation__in=members.order_by().values("pk"))
        rows = rows.select_related("organisation", "satisfaction", "look_back")
        return rows.order_by("organisation__path", "published_on", "pk")

    @staticmethod
    def counted(count):
        return ngettext("%(count)d plan", "%(count)d plans", count) % {"count": count}

    def lines(self, records):
        """LedgerLines of the day."""
        return ledger_lines(self.query.campaign, records, self.query.on)

    def render_branch(self, record):
        return self.named(record.owner)

    def render_open(self, record):
        return self.opened(record.plan, gettext_lazy("Open the plan"))

    def value_measures(self, record):
        return measures_text(record.text)

    def value_responsible(self, record):
        return record.text.responsible or record.owner.secretary or NOTHING


class PledgeLedger(PlanLedger):
    """公开承诺台账."""

    kind, title = PlanKind.PLEDGE, gettext_lazy("Ledger of public pledges")

    unit = ListColumn(gettext_lazy("Base organisation"), accessor="owner__unit", group=BRANCH, width=12, visible=False)
    branch = ListColumn(gettext_lazy("Branch"), accessor="owner__name", group=BRANCH, width=14)
    open = VerbColumn(gettext_lazy("Open the plan"))
    category = ListColumn(gettext_lazy("Category"), accessor="owner__category", group=BRANCH, width=6)
    secretary = ListColumn(gettext_lazy("Secretary"), accessor="owner__secretary", group=BRANCH, width=7)
    baseline = ListColumn(gettext_lazy("Baseline tier"), accessor="owner__baseline", group=BRANCH, width=6)
    goal = ListColumn(gettext_lazy("Goal tier"), accessor="text__goal", group=PROMISE, width=6)
    measures = TextColumn(gettext_lazy("Main measures"), empty_values=(), group=PROMISE, width=30)
    due_on = DateColumn(gettext_lazy("Due on"), group=PROMISE, width=12)
    responsible = ListColumn(gettext_lazy("Responsible person"), empty_values=(), group=PROMISE, width=7)
    reviewed_on = DateColumn(gettext_lazy("Reviewed on"), group=REVIEW, width=12)
    published_on = DateColumn(gettext_lazy("Published on"), accessor="plan__published_on", group=REVIEW, width=12)
    done = NumberColumn(gettext_lazy("Items done"), accessor="progress__done", group=PROGRESS, width=6, summed=True)
    total = NumberColumn(gettext_lazy("All items"), accessor="progress__total", group=PROGRESS, width=6, summed=True)
    updated_on = DateColumn(gettext_lazy("Last progress"), accessor="last_update_on", group=PROGRESS, width=12)
    tier = ListColumn(gettext_lazy("Tier on the day"), accessor="owner__tier", group=RESULT, width=6)
    outcome = TextColumn(gettext_lazy("Outcome of the pledge"), empty_values=(), group=RESULT, width=12)
    present = NumberColumn(gettext_lazy("Present"), accessor="judged__present", group=JUDGED, width=5, summed=True)
    satisfied = NumberColumn(
        gettext_lazy("Satisfied"), accessor="judged__satisfied", group=JUDGED, width=5, summed=True
    )
    fairly = NumberColumn(
        gettext_lazy("Fairly satisfied"), accessor="judged__fairly", group=JUDGED, width=5, summed=True
    )
    dissatisfied = NumberColumn(
        gettext_lazy("Not satisfied"), accessor="judged__dissatisfied", group=JUDGED, width=5, summed=True
    )

    def value_baseline(self, value):
        return value.label

    def render_baseline(self, value):
        return tier_badge(value)

    def value_tier(self, value):
        return value.label

    def render_tier(self, value):
        return tier_badge(value)

    def value_goal(self, value):
        return Tier(value).label

    def render_goal(self, value):
        return tier_badge(Tier(value))

    def value_outcome(self, record):
        return outcome_text(record)


class RectificationLedger(PlanLedger):
    """后进党支部整顿台账."""

    kind, title = PlanKind.RECTIFICATION, gettext_lazy("Ledger of rectifications")

    unit = ListColumn(gettext_lazy("Base organisation"), accessor="owner__unit", group=BRANCH, width=11, visible=False)
    branch = ListColumn(gettext_lazy("Branch"), accessor="owner__name", group=BRANCH, width=13)
    open = VerbColumn(gettext_lazy("Open the plan"))
    types = TextColumn(gettext_lazy("Types of problems"), empty_values=(), group=PROBLEM, width=11)
    problems = TextColumn(gettext_lazy("Problems"), accessor="text__problems", group=PROBLEM, width=16)
    causes = TextColumn(gettext_lazy("Causes"), accessor="text__causes", group=PROBLEM, width=14)
    measures = TextColumn(gettext_lazy("Rectifying measures"), empty_values=(), group=REMEDY, width=22)
    responsible = ListColumn(gettext_lazy("Responsible person"), empty_values=(), group=REMEDY, width=7)
    leader = ListColumn(gettext_lazy("Responsible leader"), accessor="text__leader", group=REMEDY, width=7)
    contact = ListColumn(gettext_lazy("Contact leader"), accessor="text__contact", group=REMEDY, width=7)
    resources = TextColumn(gettext_lazy("Resources brought in"), empty_values=(), group=REMEDY, width=12)
    due_on = DateColumn(gettext_lazy("Due on"), group=REMEDY, width=12)
    updates = TextColumn(gettext_lazy("Progress by stages"), empty_values=(), group=REMEDY, width=22)
    present = NumberColumn(gettext_lazy("Present"), accessor="judged__present", group=JUDGED, width=5, summed=True)
    content = NumberColumn(
        gettext_lazy("Satisfied or fairly so"), accessor="judged__content", group=JUDGED, width=6, summed=True
    )
    rate = NumberColumn(gettext_lazy("Satisfaction (percent)"), empty_values=(), group=JUDGED, width=6)
    result = ListColumn(gettext_lazy("Result of the acceptance"), empty_values=(), group=ACCEPTANCE, width=8)
    accepted_on = DateColumn(gettext_lazy("Accepted on"), group=ACCEPTANCE, width=12)
    settled_on = DateColumn(gettext_lazy("Settled on"), group=ACCEPTANCE, width=12)
    looked_back_on = DateColumn(gettext_lazy("Looked back on"), accessor="looked_back__on", group=LOOK_BACK, width=12)
    looked_back = ListColumn(
        gettext_lazy("Result of the look-back"), accessor="looked_back__get_result_display", group=LOOK_BACK, width=7
    )

    def value_types(self, record):
        return types_text(record.text)

    def value_resources(self, record):
        return resources_text(record.plan)

    def value_updates(self, record):
        return updates_text(record.updates)

    def value_rate(self, record):
        rate = record.judged and share(record.judged.content, record.judged.present)
        return Decimal(rate) if rate else NOTHING

    def value_result(self, record):
        return acceptance_text(record)


def tier_badge(tier) -> str:
    """A Tier as a badge."""
    return badge(tier.identifier, tier.label)
