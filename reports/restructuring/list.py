"""The changes of the tree as a list: how it is filtered, and what each says."""

from dataclasses import dataclass

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from branches.choices import ChangeKind
from branches.models import Change, Organisation

HEADINGS = [
    _("Code"),
    _("Organisation"),
    _("Day"),
    _("Change"),
    _("Before"),
    _("After"),
    _("Document number"),
    _("Reason"),
    _("Entered by"),
]


@dataclass(frozen=True)
class ChangeLine:
    """One change; `before` and `after` are names, of units or successors with their code."""

    change: Change
    before: str
    after: str


class ChangeFilter(django_filters.FilterSet):
    """By kind, organisation and days."""

    q = django_filters.CharFilter(label=_("Code, name or pinyin initials"), method="search")
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=ChangeKind.choices, empty_label=_("All"))
    since = django_filters.DateFilter(
        label=pgettext_lazy("day", "From"),
        field_name="on",
        lookup_expr="gte",
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    until = django_filters.DateFilter(
        label=pgettext_lazy("day", "To"),
        field_name="on",
        lookup_expr="lte",
        widget=forms.DateInput(attrs={"type": "date"}),
    )

    class Meta:
        model = Change
        fields = []

    def search(self, rows, name, value):
        """Changes of organisations that match `value`."""
        return rows.filter(organisation__in=Organisation.objects.order_by().matching(value))


def lines(changes):
    """`changes` as Lines: one more query."""
    changes = list(changes)
    codes = {code for change in changes for code in (change.before, change.after) if change.kind != ChangeKind.RENAMED}
    names = {one.code: str(one) for one in Organisation.objects.filter(code__in=codes - {""})}
    return [
        ChangeLine(change, names.get(change.before, change.before), names.get(change.after, change.after))
        for change in changes
    ]


def sheet_rows(lines):
    """One row of a sheet per Line, as on screen."""
    for line in lines:
        change, by = line.change, line.change.by.name if line.change.by else ""
        what = [change.on, change.get_kind_display(), line.before, line.after, change.document, change.reason, by]
        yield [change.organisation.code, change.organisation.name, *what]
