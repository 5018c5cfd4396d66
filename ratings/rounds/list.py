"""The ratings of a round as a list and how it is filtered."""

import django_filters
from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from branches.filters import PlaceFilter
from branches.models import Organisation
from branches.searching import named
from core.choices import Role
from core.lists import List, ListColumn, VerbColumn, badge
from core.web.day import day_query
from ratings.choices import State, Tier
from ratings.models import Rating
from ratings.queries.grid import printed
from ratings.rules.eligibility import is_closed

SETTLED = "settled"
STATES = [*State.choices, (SETTLED, pgettext_lazy("settled", "Not rated"))]
LEVELS = (("branches", _("The unit")), ("base", _("The university")))


class RatingFilter(django_filters.FilterSet):
    """By unit, tier and state, with a search."""

    q = django_filters.CharFilter(label=_("Code, name or pinyin initials"), method="search")
    level = django_filters.ChoiceFilter(label=_("Rated by"), choices=LEVELS, method="at_level", empty_label=_("All"))
    unit = PlaceFilter(method="of_unit")
    tier = django_filters.ChoiceFilter(label=_("Tier"), choices=Tier.choices[::-1], empty_label=_("All"))
    state = django_filters.ChoiceFilter(label=_("State"), choices=STATES, method="in_state", empty_label=_("All"))

    class Meta:
        model = Rating
        fields = []

    @property
    def asked(self):
        """The units are called as today."""
        return day_query({})

    def search(self, rows, name, value):
        """Rows whose organisation matches `value`."""
        return rows.matching(value)

    def of_unit(self, rows, name, value):
        """Rows that the unit so named rated."""
        return rows.filter(unit=named(self.request.scope.of(Organisation), value))

    def at_level(self, rows, name, value):
        """What units rated, or what the university rated."""
        return rows.of_base() if value == "base" else rows.of_branches()

    def in_state(self, rows, name, value):
        """Rows in a state, as their counts say; or those that are settled (R30)."""
        return rows.settled() if value == SETTLED else rows.unsettled().filter(state=value)


class RatingList(List):
    """The ratings of a round; what is equal by its order stays in that of the codes."""

    code = ListColumn(_("Code"), accessor="organisation__code", orderable=True, visible=False)
    organisation = ListColumn(
        _("Organisation"), accessor="organisation__name", order_by="organisation__code", orderable=True
    )
    unit = ListColumn(_("Unit"), accessor="unit__name", order_by="unit__code", orderable=True)
    score = ListColumn(_("Score"), orderable=True)
    tier = ListColumn(_("Tier"), orderable=True)
    state = ListColumn(_("State"), orderable=True)
    remark = ListColumn(_("Remark"))
    correct = VerbColumn(_("Correct"))

    class Meta:
        order_by = "unit"

    def __init__(self, rows, request):
        super().__init__(rows.select_related("organisation", "unit", "round").order_by("organisation__code"), request)
        if not request.scope.has(Role.DEPARTMENT):
            self.columns.hide("correct")

    def render_organisation(self, record):
        return render_to_string("ratings/entry/grid_name.html", {"organisation": record.organisation})

    def render_score(self, value):
        return printed(value)

    def render_tier(self, value, record):
        return badge(Tier(record.tier).identifier, value)

    def value_state(self, value, record):
        """What is settled says so, whatever its state was (R30)."""
        if self._is_settled(record):
            return gettext("Not rated: closed on %(day)s") % {"day": date_format(record.organisation.closed_on)}
        return value

    def render_state(self, value, record):
        state = "closed" if self._is_settled(record) else record.state
        return badge(state, self.value_state(value, record))

    @staticmethod
    def _is_settled(rating):
        closed = is_closed(rating.organisation.closed_on, rating.round.reference_date)
        return closed and rating.state != State.APPROVED

    def render_correct(self, record):
        return render_to_string("ratings/rounds/correct.html", {"rating": record})
