"""Filters of the roster."""

from django.contrib import admin
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from branches.choices import Kind
from branches.filters import MANY
from branches.models import Organisation, Secretary
from core.scope import within


class UnitFilter(admin.SimpleListFilter):
    """One base organisation with its branches; a university with very many comes here from the row of the unit."""

    title = _("base organisation")
    parameter_name = "unit"

    def lookups(self, request, model_admin):
        units = request.scope.of(Organisation, role=model_admin.roles).units()
        found = list(units.values_list("code", "name", "path")[: MANY + 1])
        if len(found) > MANY:
            found = list(units.filter(code=self.value()).values_list("code", "name", "path"))
        self.paths = {code: path for code, _name, path in found}
        return [(code, name) for code, name, _path in found]

    def queryset(self, request, queryset):
        if self.value() is None:
            return queryset
        path = self.paths.get(self.value())
        return queryset.filter(within("", path)) if path else queryset.none()


class StateFilter(admin.SimpleListFilter):
    """Open or closed."""

    title = _("state")
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return [("open", _("Open")), ("closed", _("Closed"))]

    def queryset(self, request, queryset):
        states = {"open": Q(closed_on=None), "closed": Q(closed_on__isnull=False)}
        return queryset.filter(states.get(self.value(), Q()))


class OfficeFilter(admin.SimpleListFilter):
    """Who has a secretary, whose term is over, who has none (N13); only what is open can have one."""

    title = _("secretary")
    parameter_name = "office"

    def lookups(self, request, model_admin):
        return [("term", _("In term")), ("overdue", _("Term is over")), ("vacant", _("Vacant"))]

    def queryset(self, request, queryset):
        if self.value() not in ("term", "overdue", "vacant"):
            return queryset
        today = timezone.localdate()
        in_office = Secretary.objects.in_office_on(today).filter(organisation=OuterRef("pk"))
        overdue = Q(term_to__lt=today)
        wanted = {
            "term": Exists(in_office.exclude(overdue)),
            "overdue": Exists(in_office.filter(overdue)),
            "vacant": ~Exists(in_office),
        }
        return queryset.exclude(kind=Kind.UNIVERSITY).filter(wanted[self.value()], closed_on=None)


class InForceFilter(admin.SimpleListFilter):
    """Appointments in force today, or not."""

    title = _("in force")
    parameter_name = "in_force"

    def lookups(self, request, model_admin):
        return [
            ("yes", _("Today")),
            ("left", _("Today, though the secretary of that name has left")),
            ("no", _("Over or still to come")),
        ]

    def queryset(self, request, queryset):
        if self.value() == "left":
            return queryset.outliving(timezone.localdate())
        today = queryset.on(timezone.localdate())
        if self.value() == "yes":
            return today
        return queryset.exclude(pk__in=today.values("pk")) if self.value() == "no" else queryset
