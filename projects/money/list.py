"""Money of projects as a list."""

import django_filters
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from branches.filters import OwnedFilter, PlaceFilter
from branches.searching import called_or_led
from core.lists import List, ListColumn, NumberColumn, badge
from projects.columns import YuanColumn
from core.searching import says
from projects.choices import Level, ProjectClass, ProjectState
from projects.models import Call, Project
from projects.queries.money import money_of
from projects.rules.money import yuan


class MoneyFilter(OwnedFilter):
    """By number, title, leader and organisation; by unit, call, level, class and state."""

    q = django_filters.CharFilter(label=_("Number, title, leader or organisation"), method="search")
    unit = PlaceFilter(method="within")
    call = django_filters.ModelChoiceFilter(
        label=pgettext_lazy("projects", "call"), queryset=lambda request: request.scope.of(Call), empty_label=_("All")
    )
    level = django_filters.ChoiceFilter(label=_("Level"), choices=Level.choices, empty_label=_("All"))
    project_class = django_filters.ChoiceFilter(
        label=pgettext_lazy("project", "Class"), choices=ProjectClass.choices, empty_label=_("All")
    )
    state = django_filters.ChoiceFilter(label=_("State"), choices=ProjectState.choices, empty_label=_("All"))

    class Meta:
        model = Project
        fields = []

    def search(self, rows, name, value):
        """Those that `value` finds."""
        return rows.filter(says(value, ["number", "title", "leader"]) | called_or_led(value, "organisation"))


class MoneyList(List):
    """Projects with what was approved, advanced and spent, by unit and organisation."""

    title = ListColumn(pgettext_lazy("project", "Title"), linkify=True, orderable=True)
    number = ListColumn(_("project number"), orderable=True)
    organisation = ListColumn(_("Organisation"), accessor="organisation__name")
    leader = ListColumn(_("leader"))
    state = ListColumn(_("State"), accessor="get_state_display")
    granted = YuanColumn(_("granted (yuan)"), orderable=True)
    own_granted = YuanColumn(_("own part granted (yuan)"), orderable=True)
    approved = YuanColumn(_("Approved (yuan)"))
    advanced = YuanColumn(_("advanced (yuan)"), orderable=True)
    spent = YuanColumn(_("spent (yuan)"), orderable=True)
    balance = YuanColumn(_("Balance (yuan)"), empty_values=())
    share = NumberColumn(_("Used (%)"), empty_values=())

    def __init__(self, rows, request):
        super().__init__(rows.order_by("organisation__path", "pk"), request)

    def render_state(self, record, value):
        return badge(record.state, value)

    def value_balance(self, record):
        return money_of(record).balance

    def render_balance(self, record):
        return yuan(money_of(record).balance)

    def value_share(self, record):
        return money_of(record).share
