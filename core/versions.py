"""An editing form carries the version it was filled from: a stale save shows both and loses nothing."""

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import JSONField
from django.utils import timezone
from django.utils.formats import date_format, localize
from django.utils.text import capfirst
from django.utils.translation import gettext as _


class VersionedForm(forms.Form):
    """A form that edits stored rows. What somebody else changed since it was shown is told once, above what was typed;
    saving again is the deliberate choice of one's own.

    A subclass calls `watch` at the end of `__init__`, or `outdate` when the verb finds the version gone. Who sends no
    version has seen none and overwrites.
    """

    version = forms.CharField(required=False, widget=forms.HiddenInput)
    histories = ()

    def watch(self, *histories):
        """`histories`: querysets of historical rows; their last entries are the version."""
        self.histories = histories
        self.initial["version"] = _version(histories)

    def clean(self):
        """Refuses a stale version of what is watched; `seen` is the version the form came with."""
        values = super().clean()
        self.seen, now = self.cleaned_data.pop("version", ""), _version(self.histories)
        if self.histories and self.seen and self.seen != now:
            self.outdate(now, _told_since(self.histories, self.seen))
        return values

    def refuse_stale(self):
        """The same once more, for a verb that holds the rows by now. Raises: ValidationError."""
        now = _version(self.histories)
        if self.seen and self.seen != now:
            self._see(now)
            raise ValidationError(_told_since(self.histories, self.seen))

    def outdate(self, version, sentences):
        """Tell in `sentences` what somebody else changed; the present `version` counts as seen from now on."""
        self._see(version)
        for sentence in sentences:
            self.add_error(None, sentence)

    def _see(self, version):
        self.data = self.data.copy()
        self.data[self.add_prefix("version")] = version


def in_words(field, value) -> str:
    """A stored `value` of a model's `field` as a reader knows it: choices by their label, nothing as a dash."""
    if value in (None, ""):
        return "—"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return localize(dict(field.flatchoices).get(value, value))


def _version(histories):
    return "-".join(str(_last(rows)) for rows in histories)


def _last(rows):
    return rows.order_by("-history_id").values_list("history_id", flat=True).first() or 0


def _told_since(histories, seen):
    """A sentence for each change made after the version `seen`; one at least."""
    known = seen.split("-")
    told = [
        sentence
        for rows, last in zip(histories, known, strict=False)
        if last.isdecimal()
        for entry in rows.filter(history_id__gt=int(last)).select_related("history_user").order_by("history_id")
        for sentence in _told(entry)
    ]
    return told or [_("Somebody else changed this in the meantime. Look at it again before you save.")]


def _told(entry):
    """Who changed what from which value to which, field by field."""
    former = entry.prev_record
    changes = entry.diff_against(former).changes if former else []
    for change in changes:
        field = entry.instance_type._meta.get_field(change.field)
        facts = {
            "who": entry.history_user.name if entry.history_user else _("a command"),
            "field": capfirst(field.verbose_name),
            "when": date_format(timezone.localtime(entry.history_date), "DATETIME_FORMAT"),
        }
        yield _with_values(field, change, facts)


def _with_values(field, change, facts):
    """The sentence about a change; keys of other rows and whole texts are nothing to read in one."""
    if field.is_relation or isinstance(field, JSONField):
        return (
            _(
                "In the meantime %(who)s changed “%(field)s” (%(when)s). "
                "What you typed is kept: saving again overwrites it."
            )
            % facts
        )
    values = {"before": in_words(field, change.old), "after": in_words(field, change.new)}
    return _(
        "In the meantime %(who)s changed “%(field)s” from %(before)s to %(after)s (%(when)s). "
        "What you typed is kept: saving again overwrites it."
    ) % (facts | values)
