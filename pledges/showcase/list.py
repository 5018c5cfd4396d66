"""Entries of the showcase as a list."""

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _

from branches.filters import DatedFilter, DayFilter, PlaceFilter
from branches.roles import reviewer_at
from core.lists import DateColumn, List, ListColumn, NumberColumn, badge
from pledges.addresses import entry_address
from pledges.choices import EntryState, ShowcaseKind
from pledges.models import ShowcaseEntry
from pledges.queries.searching import entries_matching
from pledges.queries.showcase import tell_places, waits_at, with_pictures
from pledges.rules.showcase import showing
from ratings.query import BoardQuery


class EntryFilter(DatedFilter):
    """By title and branch; by unit, kind, state and whether it waits to be decided; on a day."""

    q = django_filters.CharFilter(label=_("Title, branch or content"), method="search")
    unit = PlaceFilter(method="within")
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=ShowcaseKind.choices, empty_label=_("All"))
    state = django_filters.ChoiceFilter(label=_("State"), choices=EntryState.choices, empty_label=_("All"))
    waits = django_filters.BooleanFilter(
        label=_("Only what waits to be supported or selected"), method="undecided", widget=forms.CheckboxInput
    )
    on = DayFilter()

    class Meta:
        model = ShowcaseEntry
        fields = []

    def search(self, rows, name, value):
        """Those of a branch that `value` finds, or that say it."""
        return entries_matching(rows, value)

    def undecided(self, rows, name, value):
        """Those that wait for who decides at the unit asked for, else at the places held."""
        return self.waiting_for(rows, lambda place, _scope: waits_at(place, reviewer_at(place))) if value else rows


class EntryList(List):
    """Entries (`entries_on`) with whether anyone may read them on the day, the newest first unless asked otherwise."""

    title = ListColumn(
        _("Title"), orderable=True, linkify=lambda record, table: entry_address(record.id) + table.asked.string
    )
    branch = ListColumn(_("Branch"), accessor="organisation__name")
    code = ListColumn(_("Code"), accessor="organisation__code", visible=False)
    unit = ListColumn(_("Unit"))
    kind = ListColumn(_("Kind"), accessor="get_kind_display")
    state = ListColumn(_("State"), accessor="get_state_display")
    showing = ListColumn(_("Public"), empty_values=())
    pictures = NumberColumn(_("Pictures"), accessor="pictures_all")
    selected_on = DateColumn(_("Selected on"), orderable=True)

    def __init__(self, rows, request, query: BoardQuery):
        self.asked = query
        counted = with_pictures(rows.select_related("organisation"), query.on)
        super().__init__(counted.order_by("-id"), request)

    def lines(self, records):
        """Where they belonged is read at once."""
        tell_places(records, self.asked.on)
        return records

    def value_showing(self, value, record):
        is_open = record.organisation.is_open_on(self.asked.on)
        return showing(record.state, is_open=is_open, tier=record.tier).label

    def render_state(self, value, record):
        return badge(record.state, value)
