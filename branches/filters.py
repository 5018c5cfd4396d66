"""Filters of lists by where rows belong."""

import django_filters
from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from branches.models import Organisation


class PlaceFilter(django_filters.CharFilter):
    """By unit, chosen among those that who looks may see; hidden from who sees one only. An address may name any place
    by its code."""

    def __init__(self, **kwargs):
        super().__init__(label=_("Unit"), widget=forms.Select, **kwargs)

    @property
    def field(self):
        """The form field with the units of the request."""
        found, choices = super().field, self._choices()
        found.widget.choices = [("", _("All")), *choices]
        if len(choices) < 2:
            found.widget = forms.HiddenInput()
        return found

    def _choices(self):
        asked, rows = self.parent.data.get("unit", "").strip(), self.parent.request.scope.of(Organisation)
        units = rows.filter(Q(pk__in=rows.units().order_by().values("pk")) | Q(code=asked)).order_by("code")
        choices = [(one.code, str(one)) for one in units]
        return choices if asked in ("", *dict(choices)) else [*choices, (asked, asked)]
