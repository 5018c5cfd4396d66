"""Entries of the showcase as a list."""

from functools import reduce
from operator import or_

import django_filters
from django import forms
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from branches.filters import PlaceFilter
from branches.models import UNIT_PATH, Organisation
from core.lists import DateColumn, List, ListColumn, NumberColumn, badge
from pledges.choices import EntryState, ShowcaseKind
from pledges.models import ShowcaseEntry
from pledges.queries.searching import entries_matching
from pledges.queries.showcase import units_at, waiting
from pledges.rules.showcase import showing
from pledges.todos.gather import reviewer_at
from pledges.todos.waiting import places

NOTHING = Q(pk__in=())


class EntryFilter(django_filters.FilterSet):
    """By title and branch; by unit, kind, state and whether it waits to be decided."""

    q = django_filters.CharFilter(label=_("Title, branch or content"), method="search")
    unit = PlaceFilter(method="within")
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=ShowcaseKind.choices, empty_label=_("All"))
    state = django_filters.ChoiceFilter(label=_("State"), choices=EntryState.choices, empty_label=_("All"))
    waits = django_filters.BooleanFilter(
        label=_("Only what waits to be supported or selected"), method="undecided", widget=forms.CheckboxInput
    )

    class Meta:
        model = ShowcaseEntry
        fields = []

    def search(self, rows, name, value):
        """Those of a branch that `value` finds, or that say it."""
        return entries_matching(rows, value)

    def within(self, rows, name, value):
        """Entries of the unit with that code and of its branches."""
        unit = self.request.scope.of(Organisation).filter(code=value.strip()).first()
        return rows.filter(organisation__path__startswith=unit.path) if unit else rows.none()

    def undecided(self, rows, name, value):
        """Those that wait for who decides at the unit asked for, else at the places held."""
        scope = self.request.scope
        asked = places(scope, self.data.get("unit", ""))
        found = (Q(pk__in=waiting(one, scope, reviewer_at(one)).order_by().values("pk")) for one in asked)
        return rows.filter(reduce(or_, found, NOTHING)) if value else rows


class EntryList(List):
    """Entries with whether anyone may read them today, the newest first unless asked otherwise."""

    title = ListColumn(_("Title"), orderable=True, linkify=lambda record: record.get_absolute_url())
    branch = ListColumn(_("Branch"), accessor="organisation__name")
    code = ListColumn(_("Code"), accessor="organisation__code", visible=False)
    unit = ListColumn(_("Unit"), empty_values=())
    kind = ListColumn(_("Kind"), accessor="get_kind_display")
    state = ListColumn(_("State"), accessor="get_state_display")
    showing = ListColumn(_("Public"), empty_values=())
    pictures = NumberColumn(_("Pictures"), accessor="pictures_all")
    selected_on = DateColumn(_("Selected on"), orderable=True)

    def __init__(self, rows, request):
        self.units, self.today = {}, timezone.localdate()
        counted = rows.select_related("organisation").with_tier(self.today).annotate(pictures_all=Count("pictures"))
        super().__init__(counted.order_by("-pk"), request)

    def lines(self, records):
        """Their units are read at once: one query."""
        paths = {one.organisation.path[:UNIT_PATH] for one in records} - self.units.keys()
        self.units |= units_at(paths) if paths else {}
        return records

    def value_unit(self, value, record):
        return self.units[record.organisation.path[:UNIT_PATH]]

    def value_showing(self, value, record):
        is_open = record.organisation.is_open_on(self.today)
        return showing(record.state, is_open=is_open, tier=record.tier).label

    def render_state(self, value, record):
        return badge(record.state, value)
