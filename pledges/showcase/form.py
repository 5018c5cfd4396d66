"""The forms of an entry of the showcase: its text, a picture."""

from django import forms
from django.utils.translation import gettext_lazy

from core.attachments.fields import PictureField
from core.forms import LineField, TextField, attempt, stored
from core.forms.versions import VersionedForm
from core.models import LINE, TEXT
from pledges.actions import showcase as actions
from pledges.actions.showcase.texts import FIELDS
from pledges.choices import ShowcaseKind
from pledges.models import ShowcaseEntry
from projects.queries.excellent import told


def _text(label, help_text=""):
    """A text that may stay empty in a draft."""
    widget = forms.Textarea({"rows": 5})
    return TextField(label=label, max_length=TEXT, required=False, widget=widget, help_text=help_text)


class ShowcaseForm(VersionedForm):
    """What an entry says; all of it but the title may be written later. `entry` None: a new one of `organisation`,
    which begins with what an excellent `project` of it tells, if one is taken."""

    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=ShowcaseKind)
    title = LineField(label=gettext_lazy("Title"), max_length=LINE)
    background = _text(gettext_lazy("Background"), gettext_lazy("Why it was begun, what was to be solved."))
    practice = _text(gettext_lazy("Practice"), gettext_lazy("What was done, step by step."))
    special = _text(gettext_lazy("What is special"))
    results = _text(gettext_lazy("Results"), gettext_lazy("What changed for members and people."))
    voices = _text(gettext_lazy("What people say"), gettext_lazy("In their own words, without telephone numbers."))

    def __init__(self, data=None, *, organisation, entry=None, project=None):
        self.organisation, self.entry = organisation, entry
        super().__init__(data, initial=told(project) if project else stored(entry, FIELDS))
        if entry:
            self.watch(entry.history)

    def save(self, *, by) -> ShowcaseEntry | None:
        """Write it. Returns the entry; None with the refusal among the errors."""
        return attempt(self, lambda: self._save(by))

    def _save(self, by):
        text = actions.EntryText(**{name: self.cleaned_data[name] for name in FIELDS})
        if self.entry is None:
            return actions.draft(organisation=self.organisation, text=text, by=by)
        actions.hold_written(self.entry)
        self.refuse_stale()
        actions.write(entry=self.entry, text=text, by=by)
        return self.entry


class PictureForm(forms.Form):
    """A picture and what it shows. Made for a phone."""

    file = PictureField(label=gettext_lazy("Picture"))
    caption = LineField(
        label=gettext_lazy("Caption"),
        max_length=LINE,
        help_text=gettext_lazy("What is to be seen, when and where; it is read out to who cannot see the picture."),
    )
