"""Accounts: created, disabled, reset and signed out by the accounts administrator. A password is shown once."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import admin, messages
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Prefetch
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts import actions
from accounts.models import User
from branches.forms import NewUserForm
from branches.models import Appointment
from core.admin import ScopedAdmin
from core.choices import EventKind, Role
from core.forms import settled
from core.phrases import listed

admin.site.unregister(Group)  # rights come from appointments alone


@dataclass(frozen=True)
class AccountVerb:
    """What can be done to an account: `act` returns the new password or None; `active`: to which accounts."""

    name: str
    label: Promise
    question: Promise
    act: Callable
    active: tuple = (True,)


VERBS = {
    verb.name: verb
    for verb in (
        AccountVerb(
            "reset", _("New password"), _("The old password stops working, every session ends."), actions.reset_password
        ),
        AccountVerb(
            "sign-out", _("End all sessions"), _("The person has to sign in again everywhere."), actions.end_sessions
        ),
        AccountVerb(
            "unlock",
            _("End the lock-out"),
            _("Wrong tries so far are forgotten: the person can sign in again from everywhere."),
            actions.end_lockout,
        ),
        AccountVerb(
            "disable",
            _("Disable"),
            _("The person is signed out at once and cannot sign in any more."),
            actions.disable,
        ),
        AccountVerb(
            "enable",
            _("Enable"),
            _("The person can sign in again with the former password."),
            actions.enable,
            active=(False,),
        ),
    )
}


@admin.register(User)
class UserAdmin(ScopedAdmin):
    """People who sign in. What they may do stands in their appointments."""

    roles = (Role.ACCOUNTS,)
    heading = _("Accounts")
    event_kind = EventKind.ACCOUNT
    list_display = ("username", "name", "is_active", "must_change_password", "last_login", "held")
    list_filter = ("is_active", "must_change_password")
    search_fields = ("username", "name")
    ordering = ("username",)
    readonly_fields = ("is_active", "must_change_password", "last_login", "date_joined", "held")
    change_form_template = "admin/accounts/user/change_form.html"

    def get_queryset(self, request):
        if is_suggestion(request):
            return request.scope.of(User, role=(Role.DEPARTMENT, Role.ACCOUNTS)).filter(is_active=True)
        today = Appointment.objects.on(timezone.localdate()).select_related("organisation")
        return super().get_queryset(request).prefetch_related(Prefetch("appointments", today, to_attr="held_today"))

    @admin.display(description=_("roles today"))
    def held(self, user):
        names = [f"{held.get_role_display()} · {held.organisation.name}" for held in user.held_today]
        return listed(names) or "—"

    def get_fields(self, request, obj=None):
        return ("username", "name") if obj is None else ("username", "name", *self.readonly_fields)

    def get_readonly_fields(self, request, obj=None):
        return self.readonly_fields if obj else ()

    def get_form(self, request, obj=None, change=False, **kwargs):
        if not change:
            kwargs.setdefault("form", NewUserForm)
        return super().get_form(request, obj, change=change, **kwargs)

    def save_model(self, request, obj, form, change):
        if change:
            super().save_model(request, obj, form, change)
            return
        user, password = actions.create_user(username=obj.username, name=obj.name, by=request.user)
        obj.pk, obj.one_time_password = user.pk, password

    def response_add(self, request, obj, post_url_continue=None):
        return self._show(request, obj, obj.one_time_password)

    def has_view_permission(self, request, obj=None):
        """The department sees names only as suggestions, when it gives a role."""
        suggests = is_suggestion(request) and request.scope.has(Role.DEPARTMENT)
        return suggests or super().has_view_permission(request, obj)

    def get_urls(self):
        view = self.admin_site.admin_view(self.verb_view)
        return [path("<int:pk>/do/<slug:name>/", view, name="accounts_user_do"), *super().get_urls()]

    def verb_view(self, request, pk, name):
        """Ask once, then do it; never to oneself."""
        user, verb = self.get_object(request, str(pk)), VERBS.get(name)
        if not request.scope.has(*self.roles) or (user and user.pk == request.user.pk):
            raise PermissionDenied
        if user is None or verb is None or user.is_active not in verb.active:
            raise Http404
        if request.method != "POST":
            return TemplateResponse(
                request, "admin/accounts/user/confirm.html", self._context(request, user, verb=verb)
            )
        try:
            password = settled(lambda: verb.act(user, by=request.user))
        except ValidationError as refused:
            self.message_user(request, " ".join(refused.messages), messages.ERROR)
            return redirect("admin:accounts_user_change", user.pk)
        if password:
            return self._show(request, user, password)
        self.message_user(request, _("Done."), messages.SUCCESS)
        return redirect("admin:accounts_user_change", user.pk)

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        own = obj is None or obj.pk == request.user.pk
        context["verbs"] = [] if own else [verb for verb in VERBS.values() if obj.is_active in verb.active]
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def _show(self, request, user, password):
        """The one-time password, in this answer (which the admin lets nobody cache) and nowhere else."""
        context = self._context(request, user, password=password)
        return TemplateResponse(request, "admin/accounts/user/password.html", context)

    def _context(self, request, user, **further):
        return {**self.admin_site.each_context(request), "opts": self.opts, "account": user, "title": user, **further}


def is_suggestion(request):
    """Whether a field asks for names to choose from."""
    return request.resolver_match.url_name == "autocomplete"
