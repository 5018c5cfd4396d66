"""Tasks of all projects as a list, on the day that is asked about."""

from collections.abc import Iterable
from datetime import date

import django_filters
from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from branches.filters import DatedFilter, DayFilter, PlaceFilter
from branches.roles import reviewer_at
from core.lists import DateColumn, List, ListColumn, NumberColumn, TextColumn, badge
from core.reporting.choices import ReportedState
from core.web.day import DayQuery
from projects.choices import AT_WORK, Lateness
from projects.columns import NameColumn, told_below
from projects.models import Task
from projects.queries.carrying.tasks import late, tasks_as_told, tasks_matching, waiting
from projects.rules.late import task_lateness
from projects.tasks.fetching import task_address


class TaskFilter(DatedFilter):
    """By words, person, project and organisation; by unit and state; what is late or waits; on a day."""

    q = django_filters.CharFilter(label=_("Task, person, project or organisation"), method="search")
    unit = PlaceFilter(method="within")
    state = django_filters.ChoiceFilter(label=_("State"), choices=ReportedState.choices, empty_label=_("All"))
    waits = django_filters.BooleanFilter(
        label=_("Only what waits to be confirmed"), method="to_confirm", widget=forms.CheckboxInput
    )
    late = django_filters.BooleanFilter(label=_("Only what is late"), method="overdue", widget=forms.CheckboxInput)

    on = DayFilter()

    owners = ("project__organisation",)

    class Meta:
        model = Task
        fields = []

    def search(self, rows, name, value):
        """Tasks that match `value`."""
        return tasks_matching(rows, value)

    def overdue(self, rows, name, value):
        """Those that are late (R38)."""
        return rows.filter(late(self.asked.on)) if value else rows

    def to_confirm(self, rows, name, value):
        """Those that were reported and wait today for who confirms at the unit asked for, else at the places held."""
        if not value:
            return rows
        mine = self.request.scope.of(Task)
        found = self.waiting_for(mine, lambda place, _scope: waiting(place, reviewer_at(place)))
        return rows.filter(id__in=found.order_by().values("pk"))


class TaskList(List):
    """Tasks (`tasks_on`), the next due first unless asked otherwise; on screen the number stands before the task, the
    person below the organisation, and what is late says so beside its state."""

    text = TextColumn(pgettext_lazy("project", "Task"))
    project = NameColumn(_("Project"), accessor="project__title")
    number = NumberColumn(pgettext_lazy("measure", "No."), accessor="number", visible=False)
    organisation = NameColumn(_("Organisation"), accessor="project__organisation__name")
    code = ListColumn(_("Code"), accessor="project__organisation__code", visible=False)
    person = ListColumn(_("Person"), visible=False)
    goal = TextColumn(pgettext_lazy("project", "Goal"), visible=False)
    duty = TextColumn(_("Responsibility"), visible=False)
    due_on = DateColumn(_("Due on"), orderable=True)
    state = ListColumn(_("State"), accessor="get_state_display")
    late = ListColumn(pgettext_lazy("project", "Late"), empty_values=(), visible=False)
    last = DateColumn(_("Last report"), accessor="reported_on")

    class Meta:
        order_by = "due_on"

    def __init__(self, rows, request, query: DayQuery):
        self.asked = query
        super().__init__(rows.select_related("project__organisation").order_by("-project", "number"), request)

    def lines(self, records: Iterable) -> list[Task]:
        """What they were on the day."""
        return tasks_as_told(records, self.asked.on)

    def value_late(self, value, record):
        return lateness_of(record, self.asked.on).label

    def render_text(self, value, record):
        return format_html('<a href="{}">{}. {}</a>', task_address(record, self.asked.string), record.number, value)

    def render_organisation(self, value, record):
        return told_below(value, record.person)

    def render_state(self, value, record):
        found = lateness_of(record, self.asked.on)
        return format_html("{} {}", badge(record.state, value), badge(found, found.label) if found else "")


def lateness_of(task: Task, on: date) -> Lateness:
    """Whether `task` is late on day `on`, while its project is at work (R38)."""
    if task.project.state not in AT_WORK:
        return Lateness.NONE
    return task_lateness(task.due_on, is_done=task.state == ReportedState.DONE, on=on)
