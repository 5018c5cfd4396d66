"""Money of projects as a list, on the day that is asked about."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.lists import List, ListColumn, NumberColumn, badge
from core.web.day import DayQuery
from projects.columns import NameColumn, YuanColumn, titled
from projects.queries.money import money_of
from projects.queries.on_day import as_told
from projects.rules.money import yuan


class MoneyList(List):
    """Projects (`projects_on`) with what was approved, advanced and spent, by unit and organisation; on screen the
    number stands below the title, and the sum of both parts in the workbook only."""

    title = ListColumn(pgettext_lazy("project", "Title"), orderable=True)
    number = ListColumn(_("Project number"), orderable=True, visible=False)
    organisation = NameColumn(_("Organisation"), accessor="organisation__name")
    leader = ListColumn(_("Leader"), visible=False)
    state = ListColumn(_("State"), accessor="get_state_display")
    granted = YuanColumn(_("Granted (yuan)"), orderable=True)
    own_granted = YuanColumn(_("Own part granted (yuan)"), orderable=True)
    approved = YuanColumn(_("Approved (yuan)"), visible=False)
    advanced = YuanColumn(_("Advanced (yuan)"), orderable=True)
    spent = YuanColumn(_("Spent (yuan)"), orderable=True)
    balance = YuanColumn(_("Balance (yuan)"), empty_values=())
    share = NumberColumn(_("Used (%)"), empty_values=())

    def __init__(self, rows, request, query: DayQuery):
        self.asked = query
        super().__init__(rows.select_related("organisation").order_by("organisation__path", "id"), request)

    def lines(self, records):
        """What they were on the day."""
        return as_told(records, self.asked.on)

    def render_title(self, record):
        return titled(record, record.number, day=self.asked.string)

    def render_state(self, record, value):
        return badge(record.state, value)

    def value_balance(self, record):
        return money_of(record).balance

    def render_balance(self, record):
        return yuan(money_of(record).balance)

    def value_share(self, record):
        return money_of(record).part

    def render_share(self, record):
        return money_of(record).share
