"""Review meetings as a list, and when each unit last held one."""

from dataclasses import dataclass
from datetime import date

import django_filters
from django import forms
from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from branches.as_of import called_on
from branches.filters import DatedFilter, PlaceFilter
from branches.models import Organisation
from core.lists import DateColumn, List, ListColumn, NumberColumn, ReadRows, badge
from pledges.choices import MeetingState
from pledges.models import Meeting
from pledges.queries.meetings import LastMeeting, by_last_held, units_called
from pledges.queries.searching import meetings_matching
from pledges.rules.meetings import days_since
from ratings.query import BoardQuery

SAID = ~Q(comments__strengths="") & (~Q(comments__problems="") | ~Q(comments__direction=""))


class MeetingFilter(DatedFilter):
    """By words, by unit, state and year; held by a day."""

    q = django_filters.CharFilter(label=_("Unit, place or chair"), method="search")
    unit = PlaceFilter(method="within")
    state = django_filters.ChoiceFilter(label=_("State"), choices=MeetingState.choices, empty_label=_("All"))
    year = django_filters.NumberFilter(
        label=_("Year"), field_name="held_on", lookup_expr="year", min_value=1949, max_value=2100
    )

    on = django_filters.DateFilter(
        label=pgettext_lazy("day", "On"),
        field_name="held_on",
        lookup_expr="lte",
        widget=forms.DateInput({"type": "date"}),
    )

    owners = ("unit",)

    class Meta:
        model = Meeting
        fields = []

    def search(self, rows, name, value):
        """Those of a unit that `value` finds, or that say it."""
        return meetings_matching(rows, value)


class MeetingList(List):
    """Meetings with how many comments are complete of those begun, the latest first unless asked otherwise."""

    held_on = DateColumn(
        _("Held on"), orderable=True, linkify=lambda record, table: record.get_absolute_url() + table.asked.string
    )
    unit = ListColumn(_("Unit"), accessor="unit_called")
    code = ListColumn(_("Code"), accessor="unit__code", visible=False)
    place = ListColumn(_("Place"), accessor="place")
    chair = ListColumn(_("Chair"), empty_values=())
    present = NumberColumn(pgettext_lazy("meeting", "Present"), accessor="present")
    said = NumberColumn(_("Comments made"), accessor="said")
    begun = NumberColumn(_("Comments to make"), accessor="begun")
    state = ListColumn(_("State"), accessor="get_state_display")

    class Meta:
        order_by = "-held_on"

    def __init__(self, rows, request, query: BoardQuery, *, counted=True):
        """`counted`: whether the person sees all comments of a meeting."""
        comments = {"said": Count("comments", filter=SAID), "begun": Count("comments")}
        shown = units_called(rows, query.on).annotate(**comments).order_by("-held_on", "unit__code", "-pk")
        self.asked = query
        super().__init__(shown, request, without=() if counted else ("said", "begun"))

    def value_chair(self, value, record):
        """Who chaired."""
        return record.substitute or record.chair

    def render_state(self, value, record):
        return badge(record.state, value)


@dataclass(frozen=True)
class UnitLast:
    """A unit (`called` as on the day) with its `last` meeting (None: it held none); `late`: it owes one that was due
    before (R25)."""

    unit: Organisation
    last: LastMeeting | None
    late: bool


def units_last(units: QuerySet[Organisation], late: set[int], on: date) -> ReadRows:
    """When each of `units` last held a meeting by day `on`: without one first, then the longest ago. `late`: the
    primary keys of those that owe one since before."""

    def told(rows):
        for unit in rows:
            last = unit.last_held and LastMeeting(unit.last_held, days_since(unit.last_held, on))
            yield UnitLast(unit, last, unit.pk in late)

    return ReadRows(by_last_held(called_on(units, on), on), told)
