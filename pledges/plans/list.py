"""Plans and their measures as lists."""

import django_filters
from django import forms
from django.db.models import Count, Max, Q
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from branches.filters import OwnedFilter, PlaceFilter
from core.lists import DateColumn, List, ListColumn, NumberColumn, TextColumn, badge
from core.reporting.choices import ReportedState
from pledges.choices import PlanKind, PlanState, WaitingFor
from pledges.models import Measure, Plan
from pledges.queries.searching import measures_matching, plans_matching
from pledges.todos.waiting import PLANS, to_confirm

LATE = _("Only overdue ones")


class PlanFilter(OwnedFilter):
    """By organisation, person, number and words; by unit, kind, state and what is waited for."""

    q = django_filters.CharFilter(label=_("Organisation, person, number or words"), method="search")
    unit = PlaceFilter(method="within")
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=PlanKind.choices, empty_label=_("All"))
    state = django_filters.ChoiceFilter(label=_("State"), choices=PlanState.choices, empty_label=_("All"))
    waits = django_filters.ChoiceFilter(
        label=_("Waits for"), choices=WaitingFor.choices, method="waiting", empty_label=_("All")
    )
    late = django_filters.BooleanFilter(label=LATE, method="overdue", widget=forms.CheckboxInput)

    class Meta:
        model = Plan
        fields = []

    def search(self, rows, name, value):
        """Plans that match `value`."""
        return plans_matching(rows, value)

    def overdue(self, rows, name, value):
        """Those not ended whose due day has passed."""
        return rows.overdue_on(timezone.localdate()) if value else rows

    def waiting(self, rows, name, value):
        """Those that wait for `value` at the unit asked for, else at the places held."""
        return self.waiting_for(rows, PLANS[value])


class PlanList(List):
    """Plans with how far they have come (R26), the next due first unless asked otherwise."""

    organisation = ListColumn(
        _("Organisation"), accessor="organisation__name", linkify=lambda record: record.get_absolute_url()
    )
    code = ListColumn(_("Code"), accessor="organisation__code", visible=False)
    number = NumberColumn(pgettext_lazy("plan", "Number"), accessor="pk")
    kind = ListColumn(_("Kind"), accessor="kind_label", attrs={"cell": {"class": "text-nowrap"}})
    goal = ListColumn(_("Goal"), accessor="get_goal_display")
    state = ListColumn(_("State"), accessor="get_state_display")
    outcome = ListColumn(_("Outcome"), accessor="get_outcome_display")
    done = NumberColumn(_("Measures done"), accessor="measures_done")
    total = NumberColumn(_("Measures"), accessor="measures_all")
    due_on = DateColumn(_("Due on"), orderable=True)
    last = DateColumn(_("Last report"), accessor="reported_on")

    class Meta:
        order_by = "due_on"

    def __init__(self, rows, request):
        counted = Q(measures__dropped_on=None)
        super().__init__(
            rows.with_people()
            .annotate(
                measures_done=Count("measures", filter=counted & Q(measures__state=ReportedState.DONE), distinct=True),
                measures_all=Count("measures", filter=counted, distinct=True),
                reported_on=Max("measures__updates__on"),
            )
            .order_by("-pk"),
            request,
        )

    def render_state(self, value, record):
        return badge(record.state, value)

    def render_outcome(self, value, record):
        return badge(record.outcome, value) if record.outcome else "—"


class MeasureFilter(OwnedFilter):
    """By organisation, person and words; by unit, kind of plan, state and whether it waits to be confirmed."""

    q = django_filters.CharFilter(label=_("Organisation, person or words"), method="search")
    kind = django_filters.ChoiceFilter(
        label=_("Plan"), field_name="plan__kind", choices=PlanKind.choices, empty_label=_("All")
    )
    state = django_filters.ChoiceFilter(label=_("State"), choices=ReportedState.choices, empty_label=_("All"))
    unit = PlaceFilter(method="within")
    waits = django_filters.BooleanFilter(
        label=_("Only what waits to be confirmed"), method="waiting", widget=forms.CheckboxInput
    )
    late = django_filters.BooleanFilter(label=LATE, method="overdue", widget=forms.CheckboxInput)

    owners = ("plan__organisation",)

    class Meta:
        model = Measure
        fields = []

    def search(self, rows, name, value):
        """Measures that match `value`."""
        return measures_matching(rows, value)

    def overdue(self, rows, name, value):
        """Those of running plans that are not done and whose due day has passed (R26)."""
        if not value:
            return rows
        return rows.exclude(state=ReportedState.DONE).filter(plan__ended_on=None, day__lt=timezone.localdate())

    def waiting(self, rows, name, value):
        """Those that were reported and wait for who confirms at the unit asked for, else at the places held."""
        return self.waiting_for(rows, _to_confirm) if value else rows


class MeasureList(List):
    """Measures of plans in force or ended, the next due first unless asked otherwise."""

    organisation = ListColumn(_("Organisation"), accessor="plan__organisation__name")
    code = ListColumn(_("Code"), accessor="plan__organisation__code", visible=False)
    plan = ListColumn(_("Plan"), accessor="plan__kind_label", linkify=lambda record: record.plan.get_absolute_url())
    number = NumberColumn(pgettext_lazy("measure", "No."), accessor="number")
    text = TextColumn(_("Measure"), accessor="text")
    person = ListColumn(_("Person"), accessor="person")
    day = DateColumn(_("Due on"), orderable=True)
    state = ListColumn(_("State"), accessor="get_state_display")
    last = DateColumn(_("Last report"), accessor="reported_on")

    class Meta:
        order_by = "day"

    def __init__(self, rows, request):
        shown = rows.select_related("plan__organisation").annotate(reported_on=Max("updates__on"))
        super().__init__(shown.order_by("-plan", "number"), request)

    def render_state(self, value, record):
        return badge(record.state, value)


def measures_of(rows):
    """Those measures of `rows` that were adopted and not left out, each with `day`, its due day."""
    adopted = rows.filter(plan__published_on__isnull=False, dropped_on=None)
    return adopted.annotate(day=Coalesce("due_on", "plan__due_on"))


def _to_confirm(place, scope):
    return Q(pk__in=to_confirm(place, scope).order_by().values("pk"))
