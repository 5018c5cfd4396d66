"""What is looked for on the wall."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import LineField
from core.web.privacy import tellable


class WallSearch(forms.Form):
    """A text to look for; words that no public page says are not looked for either, nor shown again."""

    q = LineField(label=_("Branch or unit: name, code or pinyin initials"), max_length=100, required=False)

    @property
    def text(self):
        """What to look for, "" for nothing."""
        return tellable(self.cleaned_data["q"]) if self.is_valid() else ""
