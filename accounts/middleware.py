"""An account that someone else made sees nothing but the change of its password."""

from django.shortcuts import redirect
from django.urls import reverse

OPEN_NAMES = ("password_change", "password_change_done", "logout", "set_language", "healthz")


class PasswordChangeMiddleware:
    """Sends a user whose password must change to the page that changes it."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        user = request.user
        if user.is_authenticated and user.must_change_password and not self._is_open(request.path):
            return redirect("password_change")
        return self.get_response(request)

    @staticmethod
    def _is_open(path):
        return path in {reverse(name) for name in OPEN_NAMES}
