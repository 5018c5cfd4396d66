"""Projects as a list."""

import django_filters
from django import forms
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from branches.filters import OwnedFilter, PlaceFilter
from branches.roles import reviewer_at
from core.lists import DateColumn, List, ListColumn, badge
from core.scope import within
from projects.choices import Grade, Level, ProjectClass, ProjectState, ProjectWaits
from projects.columns import NameColumn, WordColumn, YuanColumn, titled, told_below
from projects.models import Call, Project
from projects.queries.late import late_on
from projects.queries.searching import projects_matching
from projects.queries.waiting import waits


def _calls(request):
    return request.scope.of(Call).order_by("-opens_on", "-pk")


class ProjectFilter(OwnedFilter):
    """By words; by unit, call, level, class, state, grade; by what is waited for, whether they run, what is late."""

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

    class Meta:
        model = Project
        fields = []

    def search(self, rows, name, value):
        """Projects that match `value`."""
        return projects_matching(rows, value)

    def waiting(self, rows, name, value):
        """Those that wait for `value` at the unit asked for, else at the places held."""
        return self.waiting_for(
            rows, lambda place, _scope: waits(value, reviewer_at(place)) & within("organisation", place.path)
        )

    def at_work(self, rows, name, value):
        """Those that have begun and not ended."""
        return rows.running() if value else rows

    def overdue(self, rows, name, value):
        """Those of which a task or a report is late (R38)."""
        return rows.filter(late_on(timezone.localdate())) if value else rows


class ProjectList(List):
    """Projects with their money, the newest first unless asked otherwise; on screen level and class stand below the
    title, the leader below the organisation."""

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

    def __init__(self, rows, request):
        super().__init__(rows.with_people().order_by("-pk"), request)

    def render_title(self, record):
        return titled(record, record.get_level_display(), record.get_project_class_display())

    def render_organisation(self, value, record):
        return told_below(value, record.leader)

    def render_state(self, value, record):
        """Where it stands and how it was accepted."""
        grade = badge(record.grade, record.get_grade_display()) if record.grade else ""
        return format_html("{} {}", badge(record.state, value), grade)
