"""Plans and their measures as lists, on the day that is asked about."""

from collections.abc import Iterable

import django_filters
from django import forms
from django.db.models import Max, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from branches.filters import DatedFilter, DayFilter, PlaceFilter
from core.lists import DateColumn, List, ListColumn, NumberColumn, TextColumn, badge
from core.reporting.choices import ReportedState
from core.web.day import DayQuery
from pledges.choices import RUNNING, PlanKind, PlanState, WaitingFor
from pledges.models import Measure, Plan
from pledges.queries.plans.listed import measures_as_told, plans_as_told, with_progress
from pledges.queries.searching import measures_matching, plans_matching
from pledges.todos.waiting import PLANS, to_confirm

LATE = _("Only overdue ones")


class PlanFilter(DatedFilter):
    """By organisation, person, number and words; by unit, kind, state and what is waited for; on a day."""

    q = django_filters.CharFilter(label=_("Organisation, person, number or words"), method="search")
    unit = PlaceFilter(method="within")
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=PlanKind.choices, empty_label=_("All"))
    state = django_filters.ChoiceFilter(
        label=_("State"), field_name="stood", choices=PlanState.choices, empty_label=_("All")
    )
    waits = django_filters.ChoiceFilter(
        label=_("Waits for"), choices=WaitingFor.choices, method="waiting", empty_label=_("All")
    )
    started = django_filters.BooleanFilter(label=_("Only those in force"), method="at_work", widget=forms.CheckboxInput)
    late = django_filters.BooleanFilter(label=LATE, method="overdue", widget=forms.CheckboxInput)
    on = DayFilter()

    class Meta:
        model = Plan
        fields = []

    def search(self, rows, name, value):
        """Plans that match `value`."""
        return plans_matching(rows, value)

    def at_work(self, rows, name, value):
        """Those adopted and not ended, whatever is asked of them."""
        return rows.filter(stood__in=RUNNING) if value else rows

    def overdue(self, rows, name, value):
        """Those in force whose due day has passed."""
        return rows.filter(stood__in=RUNNING, due__lt=self.asked.on) if value else rows

    def waiting(self, rows, name, value):
        """Those that wait for `value` today at the unit asked for, else at the places held."""
        return self.waiting_for(rows, PLANS[value])


class PlanList(List):
    """Plans (`plans_there`) with how far they had come on the day (R26), the next due first unless asked otherwise."""

    organisation = ListColumn(
        _("Organisation"),
        accessor="organisation__name",
        linkify=lambda record, table: record.get_absolute_url() + table.asked.string,
    )
    code = ListColumn(_("Code"), accessor="organisation__code", visible=False)
    number = NumberColumn(pgettext_lazy("plan", "Number"), accessor="pk")
    kind = ListColumn(_("Kind"), accessor="kind_label", attrs={"cell": {"class": "text-nowrap"}})
    goal = ListColumn(_("Goal"), accessor="get_goal_display")
    state = ListColumn(_("State"), accessor="get_state_display")
    outcome = ListColumn(_("Outcome"), accessor="get_outcome_display")
    done = NumberColumn(_("Measures done"))
    total = NumberColumn(_("Measures"))
    due_on = DateColumn(_("Due on"), orderable=True, order_by="due")
    last = DateColumn(_("Last report"))

    class Meta:
        order_by = "due_on"

    def __init__(self, rows, request, query: DayQuery):
        self.asked = query
        super().__init__(with_progress(rows.with_people(), query.on).order_by("-pk"), request)

    def lines(self, records: Iterable[Plan]) -> list[Plan]:
        """What they were on the day."""
        return plans_as_told(records, self.asked.on)

    def render_state(self, value, record):
        return badge(record.state, value)

    def render_outcome(self, value, record):
        return badge(record.outcome, value) if record.outcome else "—"


class MeasureFilter(DatedFilter):
    """By organisation, person and words; by unit, kind of plan, state, whether it waits to be confirmed; on a day."""

    q = django_filters.CharFilter(label=_("Organisation, person or words"), method="search")
    kind = django_filters.ChoiceFilter(
        label=_("Plan"), field_name="plan__kind", choices=PlanKind.choices, empty_label=_("All")
    )
    state = django_filters.ChoiceFilter(
        label=_("State"), field_name="stood", choices=ReportedState.choices, empty_label=_("All")
    )
    unit = PlaceFilter(method="within")
    waits = django_filters.BooleanFilter(
        label=_("Only what waits to be confirmed"), method="waiting", widget=forms.CheckboxInput
    )
    late = django_filters.BooleanFilter(label=LATE, method="overdue", widget=forms.CheckboxInput)
    on = DayFilter()

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
        on = self.asked.on
        running = Q(plan__ended_on=None) | Q(plan__ended_on__gt=on)
        return rows.exclude(stood=ReportedState.DONE).filter(running, due__lt=on)

    def waiting(self, rows, name, value):
        """Those that were reported and wait today for who confirms at the unit asked for, else at the places held."""
        return self.waiting_for(rows, _to_confirm) if value else rows


class MeasureList(List):
    """Measures (`measures_there`) of plans in force or ended, the next due first unless asked otherwise."""

    organisation = ListColumn(_("Organisation"), accessor="plan__organisation__name")
    code = ListColumn(_("Code"), accessor="plan__organisation__code", visible=False)
    plan = ListColumn(
        _("Plan"),
        accessor="plan__kind_label",
        linkify=lambda record, table: record.plan.get_absolute_url() + table.asked.string,
    )
    number = NumberColumn(pgettext_lazy("measure", "No."), accessor="number")
    text = TextColumn(_("Measure"), accessor="text")
    person = ListColumn(_("Person"), accessor="person")
    due = DateColumn(_("Due on"), orderable=True)
    state = ListColumn(_("State"), accessor="get_state_display")
    last = DateColumn(_("Last report"))

    class Meta:
        order_by = "due"

    def __init__(self, rows, request, query: DayQuery):
        self.asked = query
        last = Max("updates__on", filter=Q(updates__on__lte=query.on))
        super().__init__(
            rows.select_related("plan__organisation").annotate(last=last).order_by("-plan", "number"), request
        )

    def lines(self, records: Iterable[Measure]) -> list[Measure]:
        """What they were on the day."""
        return measures_as_told(records, self.asked.on)

    def render_state(self, value, record):
        return badge(record.state, value)


def _to_confirm(place, scope):
    return Q(pk__in=to_confirm(place, scope).order_by().values("pk"))
