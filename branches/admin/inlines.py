"""What stands on the page of an organisation: who leads it, who holds which role there, what happened to it."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from branches.as_of import told_value
from branches.forms import (
    HeldForm,
    HeldFormSet,
    NewAppointmentForm,
    NewAppointmentFormSet,
    SecretaryForm,
    SecretaryFormSet,
)
from branches.models import Appointment, Change, Secretary
from branches.roles import given_by
from core.choices import Role
from core.forms.fields import FOLDED


class ScopedInline:
    """Rows of the scope; the register above decides who enters. Nothing is deleted."""

    extra = 0
    can_delete = False
    formfield_overrides = FOLDED
    roles = (Role.DEPARTMENT,)

    def get_queryset(self, request):
        return request.scope.of(super().get_queryset(request), role=self.roles)

    def has_view_permission(self, request, obj=None):
        return request.scope.has(*self.roles)

    has_add_permission = has_change_permission = has_view_permission

    def has_delete_permission(self, request, obj=None):
        return False


class SecretaryInline(ScopedInline, admin.StackedInline):
    """Former and present secretaries."""

    model = Secretary
    form = SecretaryForm
    formset = SecretaryFormSet
    fields = (("name", "title"), ("academic_lead", "concurrent_post"), ("term_from", "term_to", "left_on"))


class HeldInline(ScopedInline, admin.TabularInline):
    """Roles held here: only their end is entered."""

    model = Appointment
    form = HeldForm
    formset = HeldFormSet
    verbose_name_plural = _("appointments")
    fields = ("person", "role", "starts_on", "ends_on")
    readonly_fields = ("person", "role", "starts_on")

    def get_queryset(self, request):
        rows = super().get_queryset(request).filter(role__in=given_by(request.scope))
        return rows.exclude(user=request.user).select_related("user", "organisation")

    @admin.display(description=_("user"))
    def person(self, appointment):
        return str(appointment.user)

    def get_formset(self, request, obj=None, **kwargs):
        form = type("HeldForm", (self.form,), {"by": request.user})
        return super().get_formset(request, obj, form=form, **kwargs)

    def has_add_permission(self, request, obj=None):
        return False


class NewAppointmentInline(ScopedInline, admin.TabularInline):
    """Roles given here from now on."""

    model = Appointment
    form = NewAppointmentForm
    formset = NewAppointmentFormSet
    verbose_name = _("new appointment")
    verbose_name_plural = _("new appointments")
    fields = ("user", "role", "starts_on", "ends_on")
    autocomplete_fields = ("user",)

    def get_queryset(self, request):
        return super().get_queryset(request).none()

    def has_change_permission(self, request, obj=None):
        return False

    def has_view_permission(self, request, obj=None):
        return False

    def get_formset(self, request, obj=None, **kwargs):
        form = type("NewAppointmentForm", (self.form,), {"scope": request.scope, "place": obj})
        return super().get_formset(request, obj, form=form, **kwargs)


class ChangeInline(ScopedInline, admin.TabularInline):
    """The dated events of its life."""

    model = Change
    fields = readonly_fields = ("on", "kind", "was", "became", "document", "reason", "by", "state")

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("by")

    @admin.display(description=_("before"))
    def was(self, change):
        return told_value(change, change.before, {}) or None

    @admin.display(description=_("after"))
    def became(self, change):
        return told_value(change, change.after, {}) or None

    def has_add_permission(self, request, obj=None):
        return False

    has_change_permission = has_add_permission
