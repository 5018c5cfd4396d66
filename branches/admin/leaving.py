"""An office that ends leads to the appointments that go with it (R29)."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Max
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from branches import actions
from branches.forms import LeavingForm, SecretaryFormSet
from branches.models import Appointment
from core.forms import attempt


class LeavingMixin:
    """Of the register of organisations: saved with a day on which somebody left, it asks which appointments end."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.leaving_view)
        return [path("<int:pk>/leaving/", view, name="branches_organisation_leaving"), *super().get_urls()]

    def save_formset(self, request, form, formset, change):
        super().save_formset(request, form, formset, change)
        if isinstance(formset, SecretaryFormSet):
            form.instance.office_ended = formset.ends_an_office

    def response_change(self, request, obj):
        response = super().response_change(request, obj)
        if obj.office_ended and self._held(request, obj).exists():
            return redirect("admin:branches_organisation_leaving", obj.pk)
        return response

    def leaving_view(self, request, pk):
        """Who holds the role that goes with leading this organisation; those who are ticked hold it no longer."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        if (organisation := self.get_object(request, str(pk))) is None:
            raise Http404
        form = LeavingForm(request.POST or None, held=self._held(request, organisation), day=_last_day(organisation))
        if form.is_valid() and (ended := attempt(form, lambda: actions.end_appointments(**form.said, by=request.user))):
            said = ngettext("%(count)d appointment ended.", "%(count)d appointments ended.", ended)
            self.message_user(request, said % {"count": ended}, messages.SUCCESS)
            return redirect("admin:branches_organisation_change", pk)
        context = self.admin_site.each_context(request) | {"opts": self.opts, "original": organisation, "form": form}
        context["title"] = _("Appointments at %(organisation)s") % {"organisation": organisation.name}
        return TemplateResponse(request, "admin/branches/organisation/leaving.html", context)

    def _held(self, request, organisation):
        rows = Appointment.objects.of_office(organisation).on(timezone.localdate()).exclude(user=request.user)
        return request.scope.of(rows, role=self.roles).select_related("user").order_by("pk")


def _last_day(organisation):
    """The day on which somebody left last."""
    return organisation.secretaries.aggregate(day=Max("left_on"))["day"] or timezone.localdate()
