"""An editing form carries the version it was filled from: a stale save shows both and loses nothing."""

from collections.abc import Sequence
from datetime import datetime

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import CharField, JSONField, Model, TextField
from django.utils import timezone
from django.utils.formats import date_format, localize
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from core.forms.rows import follow

MOVED = {
    "+": gettext_lazy("In the meantime %(who)s added “%(what)s” (%(when)s)."),
    "-": gettext_lazy("In the meantime %(who)s took out “%(what)s” (%(when)s)."),
}
DIGITS = 19  # more than these are no number of a history


class VersionedForm(forms.Form):
    """A form that edits stored rows. What somebody else changed since it was shown is told once, above what was typed;
    saving again is the deliberate choice of one's own. What was not changed here then says what somebody else wrote.

    A subclass calls `watch` at the end of `__init__`, or `outdate` when the verb finds the version gone. Who sends no
    version has seen none and overwrites.
    """

    version = forms.CharField(required=False, widget=forms.HiddenInput)
    histories = ()
    seen = ""

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

    @property
    def sent_version(self) -> str:
        """The version with which it came, as it was typed."""
        return self.data.get(self.add_prefix("version"), "")

    def shown(self, place: int, history) -> list[dict] | None:
        """The rows of `history`, the one watched at `place`, as they were in the form that is sent, by primary key;
        None for one that is not sent or has seen no version."""
        known = self.sent_version.split("-")
        last = known[place] if place < len(known) else ""
        return rows_at(history, int(last)) if last.isdecimal() and len(last) < DIGITS else None

    def meet(self) -> None:
        """Put into `data` what somebody else wrote where nothing was changed here; a form with rows does so with
        them."""
        if not self.histories:
            return  # the verb that finds the version gone shows both itself
        shown, stored = (entry_at(self.histories, version) for version in (self.seen, _version(self.histories)))
        if shown and stored:
            follow(self, self.data, self.values_of(shown), self.values_of(stored))

    def values_of(self, entry) -> dict:
        """The values of the fields as an `entry` of the first history has them."""
        return values_of(entry)

    def _see(self, version):
        self.data = self.data.copy()
        self.meet()
        self.data[self.add_prefix("version")] = version


def entry_at(histories: Sequence, version: str) -> Model | None:
    """The entry of the first of `histories` that was the last one at a `version` of them; None without one."""
    last = version.split("-")[0]
    is_one = last.isdecimal() and len(last) < DIGITS
    return histories[0].filter(history_id=int(last)).first() if is_one else None


def rows_at(history, version: int | None = None) -> list[dict]:
    """The values of the rows of `history` that there were at `version` (a history_id; without one, that there are), by
    primary key: one query."""
    entries = history.all() if version is None else history.filter(history_id__lte=version)
    last = {row.id: row for row in entries.order_by("history_id")}
    return [values_of(row) for _key, row in sorted(last.items()) if row.history_type != "-"]


def values_of(entry) -> dict:
    """{field: value} of a row, or of an entry of its history; of another row its primary key."""
    return {field.name: field.value_from_object(entry) for field in entry._meta.concrete_fields}


def in_words(field, value) -> str:
    """A stored `value` of a model's `field` as a reader knows it: choices by their label, nothing as a dash."""
    if value in (None, ""):
        return "—"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        value = timezone.localtime(value)
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
        if last.isdecimal() and len(last) < DIGITS
        for sentence in _all_told(rows.filter(history_id__gt=int(last)))
    ]
    if not told:
        return [_("Somebody else changed this in the meantime. Look at it again before you save.")]
    kept = _("What you changed is kept: saving again overwrites what stands there. The rest is up to date.")
    return [*told, kept]


def _all_told(rows):
    """The sentences about the entries `rows` of one history."""
    entries = list(rows.select_related("history_user").order_by("history_id"))
    names = _row_names(rows.model.instance_type, {entry.id for entry in entries})
    for entry in entries:
        yield from _told(entry, names.get(entry.id, ""))


def _row_names(model, keys):
    """{primary key: what a row of `model` is called among others}, by the look-up its `row_name` says: one query."""
    named = getattr(model, "row_name", "")
    return (
        dict(model._default_manager.filter(pk__in=keys).order_by().values_list("pk", named)) if named and keys else {}
    )


def _told(entry, row):
    """Who changed what from which value to which, field by field; who added or took out what."""
    if entry.history_type in MOVED:
        yield from _moved(entry)
        return
    former = entry.prev_record
    changes = entry.diff_against(former).changes if former else []
    for change in changes:
        field = entry.instance_type._meta.get_field(change.field)
        yield _with_values(field, change, _by(entry) | {"field": _called(field, row)})


def _called(field, row):
    """The field in words, of one `row` among several with its name in front (`row_name` of its model)."""
    name = capfirst(field.verbose_name)
    return pgettext("field of a row", "%(row)s · %(field)s") % {"row": row, "field": name} if row else name


def _moved(entry):
    """What a row that came or went says first; nothing of one that says nothing."""
    fields = (field for field in entry.instance_type._meta.fields if isinstance(field, CharField | TextField))
    texts = [value for field in fields if not field.choices and (value := getattr(entry, field.name))]
    if texts:
        yield str(MOVED[entry.history_type]) % (_by(entry) | {"what": texts[0]})


def _by(entry):
    return {
        "who": entry.history_user.name if entry.history_user else _("a command"),
        "when": date_format(timezone.localtime(entry.history_date), "DATETIME_FORMAT"),
    }


def _with_values(field, change, facts):
    """The sentence about a change; keys of other rows and whole texts are nothing to read in one."""
    if field.is_relation or isinstance(field, JSONField):
        return _("In the meantime %(who)s changed “%(field)s” (%(when)s).") % facts
    values = {"before": in_words(field, change.old), "after": in_words(field, change.new)}
    return _("In the meantime %(who)s changed “%(field)s” from %(before)s to %(after)s (%(when)s).") % (facts | values)
