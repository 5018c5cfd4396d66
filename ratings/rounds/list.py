"""The ratings of a round as a list: how it is filtered, sorted and headed."""

from dataclasses import dataclass

import django_filters
from django import forms
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from branches.choices import BASE_KINDS
from branches.models import Organisation
from core.choices import Role
from ratings.choices import State, Tier
from ratings.models import Rating

# Column of the list → what it is sorted by; the code settles ties.
SORTS = {"code": "organisation__code", "unit": "unit__code", "score": "score", "tier": "tier", "state": "state"}
LEVELS = (("branches", _("The unit")), ("base", _("The university")))
COLUMNS = (
    ("code", _("Organisation")),
    ("unit", _("Unit")),
    ("score", _("Score")),
    ("tier", _("Tier")),
    ("state", _("State")),
)


@dataclass(frozen=True)
class Heading:
    """A column's heading: `sort` is what its link asks for, `aria` how the list is sorted by it now."""

    label: str
    sort: str
    aria: str


def units(request):
    """The base organisations a person may choose from."""
    return request.scope.of(Organisation).filter(kind__in=BASE_KINDS).order_by("code")


class RatingFilter(django_filters.FilterSet):
    """By unit, tier and state, with a search; the order stands in the address as well."""

    q = django_filters.CharFilter(label=_("Code, name or pinyin initials"), method="search")
    level = django_filters.ChoiceFilter(label=_("Rated by"), choices=LEVELS, method="at_level", empty_label=_("All"))
    unit = django_filters.ModelChoiceFilter(label=_("Unit"), queryset=units, to_field_name="code", empty_label=_("All"))
    tier = django_filters.ChoiceFilter(label=_("Tier"), choices=Tier.choices[::-1], empty_label=_("All"))
    state = django_filters.ChoiceFilter(label=_("State"), choices=State.choices, empty_label=_("All"))
    sort = django_filters.ChoiceFilter(
        choices=[(sign + column, column) for column in SORTS for sign in ("", "-")],
        method="order",
        widget=forms.HiddenInput,
    )

    class Meta:
        model = Rating
        fields = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.request.scope.has(Role.DEPARTMENT, Role.VIEWER):
            del self.filters["unit"]

    def search(self, rows, name, value):
        """Rows whose organisation matches `value`."""
        return rows.matching(value)

    def at_level(self, rows, name, value):
        """What units rated, or what the university rated."""
        return rows.of_base() if value == "base" else rows.of_branches()

    def order(self, rows, name, value):
        """Rows sorted by one column, `-` for descending; what has no value comes last."""
        first = F(SORTS[value.removeprefix("-")])
        descending = value.startswith("-")
        return rows.order_by(
            first.desc(nulls_last=True) if descending else first.asc(nulls_last=True), "organisation__code"
        )


def headings(sort):
    """The headings of the list that is sorted by `sort` ("-score")."""
    return [_heading(column, label, sort or "unit") for column, label in COLUMNS]


def _heading(column, label, sort):
    if sort == column:
        return Heading(label, f"-{column}", "ascending")
    return Heading(label, column, "descending" if sort == f"-{column}" else "")
