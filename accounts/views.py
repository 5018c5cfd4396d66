"""The page on which one changes one's own password."""

from django.contrib.auth.views import PasswordChangeView
from django.urls import reverse_lazy

from accounts.forms import OwnPasswordForm


class OwnPasswordView(PasswordChangeView):
    """Tries with a wrong password count there as they do at sign-in."""

    form_class = OwnPasswordForm
    success_url = reverse_lazy("password_change_done")

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "request": self.request}
