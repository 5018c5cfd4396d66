"""晋位升级台账: one row a branch, from its baseline to where it stands."""

from decimal import Decimal

from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from branches.models import Organisation
from core.lists import DateColumn, ListColumn, NumberColumn, TextColumn
from core.workbooks.official import NOTHING
from pledges.ledgers.list import CampaignLedger, tier_badge
from pledges.ledgers.texts import measures_text, yes_or_no
from pledges.queries.ledgers.raising import raised, raising_lines
from ratings.choices import Tier
from ratings.rules.bands import print_score

BASELINE = gettext_lazy("Baseline")
PLAN = gettext_lazy("What it set out to do")
PROGRESS = gettext_lazy("Progress")
NOW = gettext_lazy("On the day")


class RaisingLedger(CampaignLedger):
    """晋位升级台账."""

    title = gettext_lazy("Ledger of raising")
    blank_title = gettext_lazy("No branch had a baseline by this day.")
    blank_text = gettext_lazy("A branch stands here once its rating of the baseline round is approved.")

    unit = ListColumn(gettext_lazy("Base organisation"), accessor="owner__unit", width=11, visible=False)
    branch = ListColumn(gettext_lazy("Branch"), accessor="owner__name", width=13)
    category = ListColumn(gettext_lazy("Category"), accessor="owner__category", width=6)
    secretary = ListColumn(gettext_lazy("Secretary"), accessor="owner__secretary", width=7)
    began = ListColumn(gettext_lazy("Baseline tier"), accessor="baseline__tier", group=BASELINE, width=6)
    began_score = NumberColumn(gettext_lazy("Baseline score"), accessor="baseline__score", group=BASELINE, width=6)
    goal = ListColumn(gettext_lazy("Goal tier"), group=PLAN, width=6)
    measures = TextColumn(gettext_lazy("Main measures"), empty_values=(), group=PLAN, width=26)
    due_on = DateColumn(gettext_lazy("Due on"), group=PLAN, width=12)
    responsible = ListColumn(gettext_lazy("Responsible person"), empty_values=(), group=PLAN, width=7)
    contact = ListColumn(gettext_lazy("Contact leader"), accessor="plan__text__contact", group=PLAN, width=7)
    helpers = TextColumn(gettext_lazy("Helped by"), empty_values=(), width=12)
    follows = TextColumn(gettext_lazy("Benchmark"), empty_values=(), width=12)
    done = NumberColumn(
        gettext_lazy("Items done"), accessor="plan__progress__done", group=PROGRESS, width=6, summed=True
    )
    total = NumberColumn(
        gettext_lazy("All items"), accessor="plan__progress__total", group=PROGRESS, width=6, summed=True
    )
    tier = ListColumn(gettext_lazy("Tier on the day"), accessor="standing__tier", group=NOW, width=6)
    score = NumberColumn(gettext_lazy("Score on the day"), group=NOW, width=6)
    reached = ListColumn(gettext_lazy("Goal reached"), empty_values=(), group=NOW, width=6)
    round = ListColumn(gettext_lazy("By the round"), accessor="round__name", group=NOW, width=10)
    settled_on = DateColumn(gettext_lazy("Settled on"), width=12)
    note = ListColumn(gettext_lazy("Note"), empty_values=(), width=10)

    @classmethod
    def rows_of(cls, scope, query, members):
        rows = scope.of(Organisation) if members is None else members
        return raised(query.campaign, rows, query.on)

    @staticmethod
    def counted(count):
        return ngettext("%(count)d branch", "%(count)d branches", count) % {"count": count}

    def lines(self, records):
        """RaisingLines of the day."""
        return raising_lines(self.query.campaign, records, self.query.on)

    def render_branch(self, record):
        return self.named(record.owner)

    def value_began(self, value):
        return Tier(value).label

    def render_began(self, value):
        return tier_badge(Tier(value))

    def value_began_score(self, value):
        return Decimal(print_score(value))

    def value_score(self, value):
        return Decimal(print_score(value))

    def value_goal(self, value):
        return value.label

    def render_goal(self, value):
        return tier_badge(value)

    def value_tier(self, value):
        return Tier(value).label

    def render_tier(self, value):
        return tier_badge(Tier(value))

    def value_measures(self, record):
        return measures_text(record.plan.text) if record.plan else NOTHING

    def value_responsible(self, record):
        return (record.plan and record.plan.text.responsible) or record.owner.secretary or NOTHING

    def value_helpers(self, record):
        return "\n".join(record.helpers) or NOTHING

    def value_follows(self, record):
        return "\n".join(record.follows) or NOTHING

    def value_reached(self, record):
        return yes_or_no(record.is_reached)

    def value_note(self, record):
        return NOTHING if record.is_rated_again else str(NOT_AGAIN)


NOT_AGAIN = pgettext_lazy("ledger", "Not rated again yet")
