"""What forms of every app share: days in the browser's own picker, folded text, refusals beside their field, and rows
that say by their key which stored row they are, whatever was added or taken out since they were shown."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from core.names import fold, fold_lines
from core.validators import at_most

Result = TypeVar("Result")


class DateField(forms.DateField):
    """A day, typed or picked; the browser's own picker wants YYYY-MM-DD whatever the language."""

    widget = forms.DateInput({"type": "date"}, format="%Y-%m-%d")


class LineField(forms.CharField):
    """One line of text, folded as it is typed (R33), of at most `max_length` characters afterwards.

    The browser is not told the limit: it would cut what is pasted without a word.
    """

    folding = staticmethod(fold)

    def __init__(self, *, max_length: int, **kwargs):
        super().__init__(**kwargs)
        self.validators.append(at_most(max_length))

    def to_python(self, value):
        return self.folding(super().to_python(value))


class TextField(LineField):
    """Text of several lines, each of them folded."""

    widget = forms.Textarea
    folding = staticmethod(fold_lines)


def in_words(form: forms.BaseForm) -> list[tuple[str, str]]:
    """(label, text) of what was typed or chosen in `form`, a choice by its label; nothing of one that was not sent."""
    sent = [(bound, bound.value()) for bound in form.visible_fields() if form.is_bound]
    return [(bound.label, _worded(bound, value)) for bound, value in sent if value and isinstance(value, str)]


def _worded(bound, value):
    return str(dict(getattr(bound.field.widget, "choices", ())).get(value, value))


def show(form: forms.BaseForm, refused: ValidationError) -> None:
    """Put what a verb refused beside the fields of `form` it is about, the rest on top."""
    named = refused.error_dict if hasattr(refused, "error_dict") else {NON_FIELD_ERRORS: refused.error_list}
    for name, errors in named.items():
        form.add_error(name if name in form.fields else None, errors)


def attempt(form: forms.BaseForm, verb: Callable[[], Result]) -> Result | None:
    """What `verb` returns; None when it refuses, with the refusal at the fields of `form` and what was typed kept."""
    try:
        return settled(verb)
    except ValidationError as refused:
        show(form, refused)
        return None


def settled(verb: Callable[[], Result]) -> Result:
    """What `verb` returns, all or nothing.

    Of two people whose checks passed at the same moment the database refuses the second, or the verb in the middle of
    its work. It is then carried out once more: now its checks see what the first one wrote, and refuse in words.
    """
    try:
        with transaction.atomic():
            return verb()
    except IntegrityError:
        with transaction.atomic():
            return verb()


def stored(row, names) -> dict:
    """{name: value} of those attributes of `row` that are among `names`: what a form begins with; {} without a row."""
    return {name: getattr(row, name) for name in names if hasattr(row, name)} if row else {}


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
