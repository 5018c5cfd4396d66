"""Every address of the site. Each view carries its stamp (core.web.access); the access matrix is tested."""

from django.contrib import admin
from django.contrib.auth import views as auth
from django.urls import include, path
from django.views.i18n import set_language

from accounts.forms import SignInForm
from accounts.views import OwnPasswordView
from config.health import healthz
from core.web.access import public, signed_in

handler403 = "core.web.errors.refused"
handler500 = "core.web.errors.failed"
urlpatterns = [
    path("", include("reports.urls")),
    path("", include("reports.numbers.urls")),
    path("", include("reports.todo.urls")),
    path("", include("reports.workbooks.urls")),
    path("", include("ratings.urls")),
    path("", include("projects.urls")),
    path("", include("pledges.urls")),
    path(
        "login/",
        public(auth.LoginView.as_view(authentication_form=SignInForm, redirect_authenticated_user=True)),
        name="login",
    ),
    path("logout/", signed_in(auth.LogoutView.as_view()), name="logout"),
    path("password/", signed_in(OwnPasswordView.as_view()), name="password_change"),
    path("password/done/", signed_in(auth.PasswordChangeDoneView.as_view()), name="password_change_done"),
    path("language/", public(set_language), name="set_language"),
    path("healthz", public(healthz), name="healthz"),
    path("admin/", admin.site.urls),
]
