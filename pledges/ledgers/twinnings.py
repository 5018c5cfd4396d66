"""结对帮扶台账: who helps whom, and what came of it (N12)."""

from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from core.lists import DateColumn, ListColumn, NumberColumn, TextColumn, VerbColumn
from pledges.ledgers.list import CampaignLedger, tier_badge
from pledges.ledgers.texts import fields_text, solved_text
from pledges.models import Twinning
from pledges.queries.ledgers.twinnings import begun_twinnings, twinning_lines

HELPED = gettext_lazy("Helped branch")
HELPER = pgettext_lazy("twinning", "Helper")
PERIOD = gettext_lazy("Period")
HELP = gettext_lazy("What is helped with")
RECORDS = gettext_lazy("Records of help")
RESULT = pgettext_lazy("twinning", "Result")


class TwinningLedger(CampaignLedger):
    """结对帮扶台账."""

    title = gettext_lazy("Ledger of twinnings")
    blank_title = gettext_lazy("No twinning was in force on this day or before it.")
    blank_text = gettext_lazy("A twinning stands here from the day on which it starts, once both sides have agreed.")

    branch = ListColumn(gettext_lazy("Branch"), accessor="owner__name", group=HELPED, width=13)
    unit = ListColumn(gettext_lazy("Base organisation"), accessor="owner__unit", group=HELPED, width=11, visible=False)
    open = VerbColumn(gettext_lazy("Open the twinning"))
    tier = ListColumn(gettext_lazy("Tier on the day"), accessor="owner__tier", group=HELPED, width=6)
    helper = ListColumn(gettext_lazy("Name"), empty_values=(), group=HELPER, width=13)
    kind = ListColumn(gettext_lazy("Kind"), accessor="twinning__get_helper_kind_display", group=HELPER, width=7)
    starts_on = DateColumn(pgettext_lazy("day", "From"), accessor="twinning__starts_on", group=PERIOD, width=12)
    ends_on = DateColumn(gettext_lazy("Until"), group=PERIOD, width=12)
    goal = TextColumn(pgettext_lazy("twinning", "Goal"), accessor="told__goal", group=HELP, width=18)
    contents = TextColumn(gettext_lazy("Contents"), empty_values=(), group=HELP, width=14)
    records = NumberColumn(gettext_lazy("Records"), empty_values=(), group=RECORDS, width=6, summed=True)
    last_on = DateColumn(gettext_lazy("Last record"), group=RECORDS, width=12)
    solved = TextColumn(gettext_lazy("Problems solved"), empty_values=(), group=RECORDS, width=22)
    state = ListColumn(gettext_lazy("State"), empty_values=(), group=RESULT, width=7)
    result = ListColumn(pgettext_lazy("twinning", "Result"), group=RESULT, width=7)

    @classmethod
    def rows_of(cls, scope, query, members):
        return begun_twinnings(scope.of(Twinning), query.on, members)

    @staticmethod
    def counted(count):
        return ngettext("%(count)d twinning", "%(count)d twinnings", count) % {"count": count}

    def lines(self, records):
        """TwinningLines of the day; where a stranger's branch stands is told as long as it is helped."""
        found = twinning_lines(self.query.campaign, records, self.query.on)
        return [one if self._tells_tier(one) else one.without_tier() for one in found]

    def _tells_tier(self, line):
        return not line.is_over or self.request.scope.covers(line.owner.organisation.path, *self.request.scope.roles)

    def render_branch(self, record):
        return self.named(record.owner)

    def render_open(self, record):
        return self.opened(record.twinning, gettext_lazy("Open the twinning"))

    def value_tier(self, value):
        return value.label

    def render_tier(self, value):
        return tier_badge(value)

    def value_helper(self, record):
        return record.helper.name if record.helper else record.twinning.helper_called

    def value_contents(self, record):
        return fields_text(record.told)

    def value_records(self, record):
        return len(record.records)

    def value_solved(self, record):
        return solved_text(record.records)

    def value_state(self, record):
        return str(OVER if record.is_over else IN_FORCE)


IN_FORCE, OVER = pgettext_lazy("twinning", "In force"), pgettext_lazy("twinning", "Ended")
