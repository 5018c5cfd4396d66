"""Projects as a list, on the day that is asked about."""

import django_filters
from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from branches.filters import DatedFilter, DayFilter, PlaceFilter
from branches.roles import reviewer_at
from core.lists import DateColumn, List, ListColumn, badge
from core.scope import within
from core.web.day import DayQuery
from projects.choices import STARTED, Grade, Level, ProjectClass, ProjectState, ProjectWaits
from projects.columns import NameColumn, WordColumn, YuanColumn, titled, told_below
from projects.models import Call, Project
from projects.queries.late import late_on
from projects.queries.on_day import as_told
from projects.queries.searching import projects_matching
from projects.queries.waiting import waits


def _calls(request):
    return request.scope.of(Call).order_by("-opens_on", "-pk")


class ProjectFilter(DatedFilter):
    """By words; by unit, call, level, class, state, grade; by what is waited for, whether they run, what is late; on
    a day."""

    q = django_filters.CharFilter(label=_("Title, number, person or organisation"), method="search")
    unit = PlaceFilter(method="within")
    call = django_filters.ModelChoiceFilter(label=_("Call"), queryset=_calls, empty_label=_("All"))
    level = django_filters.ChoiceFilter(label=_("Level"), choices=Level.choices, empty_label=_("All"))
    project_class = django_filters.ChoiceFilter(label=_("Class"), choices=ProjectClass.choices, empty_label=_("All"))
    state = django_filters.ChoiceFilter(label=_("State"), choices=ProjectState.choices, empty_label=_("All"))
    grade = django_filters.ChoiceFilter(label=_("Grade"), choices=Grade.choices, empty_label=_("All"))
    waits = django_filters.ChoiceFilter(
        label=_("Waits for"), choices=ProjectWaits.choices, method="waiting", empty_label=_("All")
    )
    started = django_filters.BooleanFilter(
        label=_("Only those begun and not ended"), method="at_work", widget=forms.CheckboxInput
    )
    late = django_filters.BooleanFilter(label=_("Only late ones"), method="overdue", widget=forms.CheckboxInput)
    on = DayFilter()

    class Meta:
        model = Project
        fields = []

    def search(self, rows, name, value):
        """Projects that match `value`."""
        return projects_matching(rows, value)

    def waiting(self, rows, name, value):
        """Those that wait for `value` today at the unit asked for, else at the places held."""
        waiting = self.waiting_for(
            self.request.scope.of(Project),
            lambda place, _scope: waits(value, reviewer_at(place)) & within("organisation", place.path),
        )
        return rows.filter(id__in=waiting.order_by().values("pk"))

    def at_work(self, rows, name, value):
        """Those that have begun and not ended."""
        return rows.filter(state__in=STARTED) if value else rows

    def overdue(self, rows, name, value):
        """Those of which a task or a report is late (R38)."""
        return rows.filter(late_on(self.asked.on)) if value else rows


class ProjectList(List):
    """Projects (`projects_on`) with their money, the newest first unless asked otherwise; on screen level and class
    stand below the title, the leader below the organisation."""

    title = ListColumn(pgettext_lazy("project", "Title"), orderable=True)
    number = WordColumn(_("Project number"), orderable=True)
    organisation = NameColumn(_("Organisation"), accessor="organisation__name")
    code = ListColumn(_("Code"), accessor="organisation__code", visible=False)
    level = ListColumn(_("Level"), accessor="get_level_display", visible=False)
    project_class = ListColumn(_("Class"), accessor="get_project_class_display", visible=False)
    leader = ListColumn(_("Leader"), visible=False)
    state = ListColumn(_("State"), accessor="get_state_display")
    grade = ListColumn(_("Grade"), accessor="get_grade_display", visible=False)
    approved = YuanColumn(_("Approved (yuan)"))
    spent = YuanColumn(_("Spent (yuan)"), orderable=True)
    ends_on = DateColumn(_("Ends on"), orderable=True)

    def __init__(self, rows, request, query: DayQuery):
        self.asked = query
        super().__init__(rows.select_related("organisation").order_by("-id"), request)

    def lines(self, records):
        """What they were on the day."""
        return as_told(records, self.asked.on)

    def render_title(self, record):
        words = record.get_level_display(), record.get_project_class_display()
        return titled(record, *words, day=self.asked.string)

    def render_organisation(self, value, record):
        return told_below(value, record.leader)

    def render_state(self, value, record):
        """Where it stands and how it was accepted."""
        grade = badge(record.grade, record.get_grade_display()) if record.grade else ""
        return format_html("{} {}", badge(record.state, value), grade)
