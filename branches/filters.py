"""What the filters of lists share: by unit, by what waits there, on the day that a whole page is asked about."""

from collections.abc import Callable
from functools import reduce
from operator import or_

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from branches import as_of
from branches.models import Organisation
from branches.places import places
from branches.searching import named, the_one
from core.scope import Scope, within
from core.web.day import DayQuery

MANY = 100  # organisations that are chosen from a list; among more of them one is named
# Branches below the names of their units, 341 among them, are still found by eye, with tier and load beside each; a
# name that is typed says neither.
BY_UNIT = 500


def typed() -> forms.TextInput:
    """Where a unit is typed, by its code or its name, because there are too many to choose from."""
    return forms.TextInput({"placeholder": _("Code or full name")})


class OfferedField(forms.ModelChoiceField):
    """One of the organisations that are offered: chosen from a list of up to `many`, of more typed by code or name."""

    def __init__(self, queryset=None, *, many=MANY, **kwargs):
        self.many, self.is_typed = many, False
        super().__init__(queryset, **kwargs)

    def offer(self, rows: QuerySet[Organisation]) -> int:
        """Let one of `rows` be chosen. Returns how many they are, as far as that decides how."""
        self.queryset, count = rows, rows.order_by()[: self.many + 1].count()
        if count > self.many:
            self.widget, self.is_typed = typed(), True
            self.widget.is_required = self.required
        return count

    def prepare_value(self, value):
        """What is known already is typed as it would be, by code and name."""
        return str(value) if self.is_typed and isinstance(value, Organisation) else super().prepare_value(value)

    def to_python(self, value):
        if value in self.empty_values or not str(value).strip():
            return None
        return the_one(self.queryset, value) if self.is_typed else self._chosen(value)

    def _chosen(self, value):
        """The one of that key. Raises: ValidationError for one that is not offered."""
        self.validate_no_null_characters(value)
        try:
            found = self.queryset.filter(**{self.to_field_name or "pk": value}).first()
        except (ValueError, TypeError):
            found = None
        if found is None:
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice")
        return found


class UnitField(OfferedField):
    """One of the units that are offered (`as_of.called_on`), each `called` as on the day; in an address by its code."""

    def __init__(self, queryset=None):
        super().__init__(queryset, label=_("Unit"), to_field_name="code", required=False, empty_label=_("All"))

    def label_from_instance(self, obj):
        """Its code and the name of the day."""
        return f"{obj.code} {obj.called}"

    def to_python(self, value):
        found = named(self.queryset, value) if isinstance(value, str) else None
        return found or super().to_python(value)


class PlaceFilter(django_filters.CharFilter):
    """By unit, chosen among those that who looks may see, called as on the day; hidden from who sees one only. An
    address may name any place by its code."""

    def __init__(self, **kwargs):
        super().__init__(label=_("Unit"), widget=forms.Select, **kwargs)

    @property
    def field(self):
        """The form field with the units of the request."""
        found, choices = super().field, self._choices()
        found.widget.choices = [("", _("All")), *choices]
        if len(choices) < 2:
            found.widget = forms.HiddenInput()
        elif len(choices) > MANY:
            found.widget = typed()
        return found

    def _choices(self):
        asked, rows = self.parent.data.get("unit", "").strip(), self.parent.request.scope.of(Organisation)
        units = rows.units()
        if asked:
            units = rows.filter(Q(pk__in=units.order_by().values("pk")) | Q(code=asked))
        units = as_of.called_on(units.order_by("code"), self.parent.asked.on)[: MANY + 1]
        choices = [(one.code, f"{one.code} {one.called}") for one in units]
        return choices if asked in ("", *dict(choices)) else [*choices, (asked, asked)]


class DayFilter(django_filters.DateFilter):
    """The day is asked of the whole page: nothing is left out here."""

    def __init__(self):
        super().__init__(label=pgettext_lazy("day", "On"), widget=forms.DateInput({"type": "date"}))

    def filter(self, qs, value):
        """All of them."""
        return qs


class DatedFilter(django_filters.FilterSet):
    """A filter of rows that are organisations' own, as they stood on the day that the whole page is `asked` about. A
    subclass declares its fields in their order, `unit` among them as `PlaceFilter(method="within")` and `on`;
    `owners`: the lookups of the organisations whose the rows are."""

    owners = ("organisation",)

    def __init__(self, *args, query: DayQuery, **kwargs):
        super().__init__(*args, **kwargs)
        self.asked = query

    def within(self, rows, name, value):
        """Those of the unit so named and of its branches; none of a unit that who looks does not see. Of a day gone by
        those of organisations that belonged to it, by its code one that who looks does not see any more (R34)."""
        unit = named(self.request.scope.of(Organisation), value)
        if self.asked.as_of is not None:
            own = as_of.keys_below(unit.code if unit else value.strip(), self.asked.on)
            return rows.filter(_any(Q(**{f"{owner}__in": own}) for owner in self.owners))
        return rows.filter(_any(within(owner, unit.path) for owner in self.owners)) if unit else rows.none()

    def waiting_for(self, rows: QuerySet, condition: Callable[[Organisation, Scope], Q]) -> QuerySet:
        """Those of which `condition` holds at the unit asked for, else at one of the places held."""
        scope = self.request.scope
        return rows.filter(_any(condition(place, scope) for place in places(scope, self.data.get("unit", ""))))


def _any(conditions):
    return reduce(or_, conditions, Q(pk__in=()))
