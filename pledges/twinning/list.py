"""Twinnings as a list."""

from collections.abc import Iterable

import django_filters
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext, pgettext_lazy

from branches.filters import DatedFilter, DayFilter, PlaceFilter
from core.lists import DateColumn, List, ListColumn, NumberColumn, badge
from pledges.choices import TwinningStanding, TwinningWaits
from pledges.models import Twinning
from pledges.queries.searching import twinnings_matching
from pledges.queries.twinnings.on_day import (
    as_told,
    silent_since,
    standing_at,
    standing_of,
    told_as,
    with_records,
    with_units,
)
from pledges.queries.twinnings.waiting import WAITS
from ratings.query import BoardQuery

DRAWINGS = {  # the colour and drawing of each
    TwinningStanding.PROPOSED: "submitted",
    TwinningStanding.AHEAD: "planned",
    TwinningStanding.IN_FORCE: "in_force",
    TwinningStanding.SILENT: "overdue",
    TwinningStanding.OVER: "due",
    TwinningStanding.ENDED: "ended",
    TwinningStanding.NOTHING: "ended",
}
RESULTS = {"met": "met", "partly": "partly", "not_met": "not_kept"}


class TwinningFilter(DatedFilter):
    """By words and by unit of either side; by where it stands and what it waits for; on a day."""

    q = django_filters.CharFilter(label=_("Branch, helper or goal"), method="search")
    unit = PlaceFilter(method="within")
    state = django_filters.ChoiceFilter(
        label=_("State"), choices=TwinningStanding.choices, method="standing", empty_label=_("All")
    )
    waits = django_filters.ChoiceFilter(
        label=_("Waits for"), choices=TwinningWaits.choices, method="waiting", empty_label=_("All")
    )
    on = DayFilter()

    owners = ("helped", "helper")

    class Meta:
        model = Twinning
        fields = []

    def search(self, rows, name, value):
        """Those of a branch that `value` finds, or that say it."""
        return twinnings_matching(rows, value)

    def standing(self, rows, name, value):
        """Those that stand there on the day."""
        return standing_at(rows, value, self.asked.on)

    def waiting(self, rows, name, value):
        """Those that wait for `value` today at the unit asked for, else at the places held."""
        return self.waiting_for(rows, WAITS[value])


class TwinningList(List):
    """Twinnings with their records on a day, the last begun first unless asked otherwise."""

    helped = ListColumn(
        _("Helped branch"),
        accessor="helped__name",
        linkify=lambda record, table: record.get_absolute_url() + table.asked.string,
        orderable=True,
    )
    code = ListColumn(_("Code"), accessor="helped__code", visible=False)
    unit = ListColumn(_("Unit"))
    helper = ListColumn(pgettext_lazy("twinning", "Helper"), accessor="helper_called")
    kind = ListColumn(_("Kind of helper"), accessor="get_helper_kind_display")
    starts_on = DateColumn(pgettext_lazy("day", "From"), orderable=True)
    ends_on = DateColumn(pgettext_lazy("day", "To"), orderable=True)
    state = ListColumn(_("State"), empty_values=())
    counted = NumberColumn(_("Records"), orderable=True)
    last = ListColumn(_("Last record"), orderable=True, attrs={"cell": {"class": "text-nowrap"}})
    result = ListColumn(_("Result"), accessor="get_result_display")

    class Meta:
        order_by = "-starts_on"

    def __init__(self, rows, request, query: BoardQuery):
        self.asked, self.limit = query, silent_since(query.on)
        super().__init__(with_units(with_records(rows, query.on)).order_by("-starts_on", "-pk"), request)

    def lines(self, records: Iterable[Twinning]) -> list[Twinning]:
        """What they were on the day."""
        return as_told(records, self.asked.on)

    def value_state(self, record):
        return told_as(record, standing_of(record, self.asked.on, self.limit))

    def render_state(self, record):
        standing = standing_of(record, self.asked.on, self.limit)
        return badge(DRAWINGS[standing], told_as(record, standing))

    def render_last(self, value):
        days = (self.asked.on - value).days
        if not days:
            return pgettext("record of help", "today")
        return ngettext("%(count)d day ago", "%(count)d days ago", days) % {"count": days}

    def render_result(self, value, record):
        return badge(RESULTS[record.result], value) if record.result else "—"
