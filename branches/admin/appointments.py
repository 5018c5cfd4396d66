"""Who holds which role where: business roles in the department's hand, accounts and log in the accounts officer's."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from branches.actions import enter_appointment
from branches.admin.filters import InForceFilter
from branches.choices import Kind
from branches.forms import NewAppointmentForm
from branches.models import Appointment, Organisation
from branches.roles import given_by
from branches.searching import called_or_led
from core.admin import ScopedAdmin
from core.choices import EventKind, Role
from core.searching import says


@admin.register(Appointment)
class AppointmentAdmin(ScopedAdmin):
    """An appointment is entered once; afterwards only its end is."""

    roles = (Role.DEPARTMENT, Role.ACCOUNTS)
    heading = pgettext_lazy("register", "Appointments")
    event_kind = EventKind.APPOINT
    list_display = ("user", "role", "organisation", "starts_on", "ends_on")
    list_filter = ("role", InForceFilter)
    list_select_related = ("user", "organisation")
    search_fields = ("user__username", "user__name")  # `matching` looks further
    search_help_text = _("User name, name, code or name of the organisation")
    autocomplete_fields = ("user", "organisation")
    fields = ("user", "role", "organisation", "starts_on", "ends_on")

    def get_queryset(self, request):
        return super().get_queryset(request).filter(role__in=given_by(request.scope))

    def matching(self, rows, word):
        return rows.filter(says(word, self.search_fields) | called_or_led(word, "organisation"))

    def get_fields(self, request, obj=None):
        """The roles an accounts administrator gives are held at the university, so the place is not asked for."""
        if obj:
            return ("person", "role", "place", "starts_on", "ends_on")
        asked = request.scope.has(Role.DEPARTMENT)
        return self.fields if asked else [name for name in self.fields if name != "organisation"]

    def get_readonly_fields(self, request, obj=None):
        return ("person", "role", "place", "starts_on") if obj else ()

    @admin.display(description=_("user"))
    def person(self, appointment):
        return str(appointment.user)

    @admin.display(description=_("organisation"))
    def place(self, appointment):
        return str(appointment.organisation)

    def get_form(self, request, obj=None, change=False, **kwargs):
        if obj is None:
            given = {"scope": request.scope, "place": self._place(request)}
            kwargs = {"form": type("NewAppointmentForm", (NewAppointmentForm,), given)} | kwargs
        return super().get_form(request, obj, change=change, **kwargs)

    def _place(self, request):
        """Where roles are held when it is not asked for: the university."""
        if request.scope.has(Role.DEPARTMENT):
            return None
        return request.scope.of(Organisation, role=self.roles).filter(kind=Kind.UNIVERSITY).first()

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """No pop-ups: a new user comes with a password that is shown once, an organisation with a decision."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.is_relation:
            field.widget.can_add_related = field.widget.can_change_related = field.widget.can_view_related = False
        return field

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and (obj is None or obj.user_id != request.user.pk)

    def save_model(self, request, obj, form, change):
        """Of two that are given or prolonged at once for one person, the second is checked after the first."""
        if change:
            form.hold()
        enter_appointment(obj, by=request.user)
