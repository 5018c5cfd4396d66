"""The changes of the tree as a list: how it is filtered, and what each says."""

from collections.abc import Sequence
from dataclasses import dataclass

import django_filters
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from branches.as_of import named_in, told_value
from branches.choices import ChangeKind, ChangeState
from branches.models import Change, Organisation
from branches.searching import organisations_matching
from core.lists import DateColumn, List, ListColumn, badge, day_filter


@dataclass(frozen=True)
class ChangeLine:
    """One change; `before` and `after` in words: names, of units or successors with their code, or categories."""

    change: Change
    before: str
    after: str


def lines_of(changes: Sequence[Change]) -> list[ChangeLine]:
    """The ChangeLines of `changes`: one query."""
    named = named_in(changes)
    return [
        ChangeLine(change, *(str(told_value(change, value, named)) for value in (change.before, change.after)))
        for change in changes
    ]


class ChangeFilter(django_filters.FilterSet):
    """By kind, organisation and days."""

    q = django_filters.CharFilter(label=_("Code, name or pinyin initials"), method="search")
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=ChangeKind.choices, empty_label=_("All"))
    state = django_filters.ChoiceFilter(
        label=pgettext_lazy("change of the tree", "State"), choices=ChangeState.choices, empty_label=_("All")
    )
    since = day_filter(pgettext_lazy("day", "From"), "on", "gte")
    until = day_filter(pgettext_lazy("day", "To"), "on", "lte")

    class Meta:
        model = Change
        fields = []

    def search(self, rows, name, value):
        """Changes of organisations that match `value`."""
        return rows.filter(
            organisation__in=organisations_matching(self.request.scope.of(Organisation).order_by(), value)
        )


class ChangeList(List):
    """The changes of the tree, newest first unless asked otherwise."""

    code = ListColumn(_("Code"), accessor="change__organisation__code", visible=False)
    organisation = ListColumn(_("Organisation"), accessor="change__organisation__name")
    on = DateColumn(_("Day"), accessor="change__on", order_by="on", orderable=True)
    kind = ListColumn(pgettext_lazy("noun", "Change"), accessor="change__get_kind_display")
    before = ListColumn(_("Before"))
    after = ListColumn(_("After"))
    document = ListColumn(_("Document number"), accessor="change__document")
    reason = ListColumn(pgettext_lazy("change of the tree", "Reason"), accessor="change__reason")
    by = ListColumn(_("Entered by"), accessor="change__by__name")
    state = ListColumn(pgettext_lazy("change of the tree", "State"), accessor="change__get_state_display")

    class Meta:
        order_by = "-on"

    def __init__(self, rows, request):
        super().__init__(rows.select_related("organisation", "by").order_by("-pk"), request)

    def lines(self, records):
        """ChangeLines: one more query."""
        return lines_of(records)

    def render_organisation(self, record):
        return render_to_string("reports/restructuring/name.html", {"organisation": record.change.organisation})

    def render_kind(self, value, record):
        return badge(record.change.kind, value)

    def render_state(self, value, record):
        return render_to_string("reports/restructuring/state.html", {"change": record.change})
