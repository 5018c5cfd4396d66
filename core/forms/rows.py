"""Rows in a form that say by their key which stored row they are, whatever was added or taken out since they were
shown."""

from collections.abc import Mapping

from django import forms
from django.utils.translation import gettext_lazy as _


class RowFormSet(forms.BaseFormSet):
    """The rows that are there, and empty ones; a row is taken out by its tick.

    `key`: the hidden field that says which stored row a form is; None where rows are known by what they say only.
    """

    key: str | None = None

    def __init__(self, data=None, *, shown=None, **kwargs):
        """`shown`: the values of each row that stood in the form which is sent; without them, those of `initial`."""
        super().__init__(data, **kwargs)
        self._note(self.initial or [] if shown is None else shown)

    def add_fields(self, form, index):
        super().add_fields(form, index)
        if self.can_delete:
            form.fields["DELETE"].label = _("Remove")

    def get_form_kwargs(self, index):
        """A row that is sent is held against what it was when it was shown, not against its neighbour."""
        facts = super().get_form_kwargs(index)
        if self.key is None or index is None or not self.is_bound:
            return facts
        shown = self._shown(index)
        return facts | {"initial": shown or {}, "empty_permitted": shown is None}

    @property
    def kept(self) -> list[forms.Form]:
        """The forms that are filled in and not taken out."""
        return [form for form in self if form.cleaned_data and not form.cleaned_data.get("DELETE")]

    def meet(self, data, stored: list[Mapping]) -> None:
        """Write into `data`, which is sent, what is `stored` meanwhile: a field that was not changed here says what is
        stored, further rows stand behind, one that is gone and was not changed here is left empty."""
        now = {str(row[self.key]): row for row in stored}
        for index, form in enumerate(self.forms):
            shown = self._shown(index)
            if shown and (self._key(index) in now or not form.has_changed()):
                follow(form, data, shown, now.get(self._key(index), dict.fromkeys(shown)))
        total = len(self.forms)
        for row in (row for key, row in now.items() if key not in self.shown):
            for name in self.form.base_fields:
                _put(data, f"{self.add_prefix(total)}-{name}", row.get(name))
            total += 1
        data[self.management_form.add_prefix("TOTAL_FORMS")] = str(total)
        self._read_anew(data, stored)

    def _note(self, rows):
        self.shown = {str(row[self.key]): row for row in rows if row.get(self.key) is not None} if self.key else {}

    def _key(self, index):
        return self.data.get(f"{self.add_prefix(index)}-{self.key}", "")

    def _shown(self, index):
        """What the row in that place was when it was shown; None for a new one, and for the second of one key."""
        key = self._key(index)
        return None if any(self._key(place) == key for place in range(index)) else self.shown.get(key)

    def _read_anew(self, data, stored):
        self.data = data
        self._note(stored)
        self._errors = self._non_form_errors = None
        for name in ("forms", "management_form"):
            self.__dict__.pop(name, None)


def follow(form: forms.Form, data, shown: Mapping, stored: Mapping) -> None:
    """Write into `data`, which is sent, what is `stored` in each field of `form` that says what was `shown`."""
    for name, field in form.fields.items():
        if name in shown and name in stored and not field.has_changed(shown[name], form[name].data):
            _put(data, form.add_prefix(name), stored[name])


def _put(data, name, value):
    if isinstance(value, list | tuple):
        data.setlist(name, value)
    else:
        data[name] = "" if value is None else value
