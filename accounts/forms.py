"""Sign-in and change of password."""

from django.contrib.auth import authenticate
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm, UsernameField
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.forms import TextInput
from django.utils.translation import gettext_lazy as _

from accounts import actions
from core.names import fold


class UserNameField(UsernameField):
    """A user name as its account has it: folded (R33)."""

    def to_python(self, value):
        return fold(super().to_python(value))


class SignInForm(AuthenticationForm):
    username = UserNameField(widget=TextInput({"autofocus": True}))
    error_messages = {
        **AuthenticationForm.error_messages,
        "invalid_login": _("User name and password do not belong together. Both are case-sensitive."),
        "inactive": _("User name and password do not belong together. Both are case-sensitive."),
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        name = self.fields["username"]
        name.validators.append(MaxLengthValidator(name.max_length))  # Django tells the browser only


class OwnPasswordForm(PasswordChangeForm):
    """Change of one's own password; ends the forced change and every other session."""

    def __init__(self, *args, request, **kwargs):
        self.request = request
        super().__init__(*args, **kwargs)

    def clean_old_password(self):
        """A wrong one counts like a wrong try to sign in, and is refused while there were too many."""
        old = self.cleaned_data["old_password"]
        if authenticate(self.request, username=self.user.username, password=old) != self.user:
            raise ValidationError(self.error_messages["password_incorrect"], code="password_incorrect")
        return old

    def save(self, commit=True):
        actions.choose_password(self.user, self.cleaned_data["new_password1"], by=self.user)
        return self.user

    def clean_new_password1(self):
        password = self.cleaned_data["new_password1"]
        if self.user.check_password(password):
            self.add_error("new_password1", _("The new password is the old one. Choose another."))
        return password
