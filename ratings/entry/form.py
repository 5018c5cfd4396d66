"""The rows of the grid, each a form of its own."""

import re
from dataclasses import dataclass, replace
from datetime import datetime

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.choices import EventKind
from core.forms import LineField, NumberField, show
from core.forms.versions import VersionedForm
from core.log.acts import about, logged
from core.phrases import labelled
from ratings import actions
from ratings.choices import Tier
from ratings.models import Rating
from ratings.queries.grid import GridRow, printed
from ratings.rules.bands import band

TYPED = ("score", "tier", "remark")
OUTSIDE = _("A score lies between 0 and 100.")
SENT = re.compile(r"(\w[-\w.]*)-version")  # every row is sent with one, under its code


class RowForm(VersionedForm):
    """One row of the grid, under the organisation's code as prefix. Without a tier the score's band is taken (R19).

    Drafts leave no history, so the version is the rating's own, and the verb compares it in the statement that writes.
    """

    score = NumberField(
        label=_("Score"),
        required=False,
        min_value=0,
        max_value=100,
        error_messages={"min_value": OUTSIDE, "max_value": OUTSIDE},
        max_digits=7,
        decimal_places=4,
        show_hidden_initial=True,
        widget=forms.TextInput({"inputmode": "decimal", "class": "form-control"}),
    )
    tier = forms.TypedChoiceField(
        label=_("Tier"),
        required=False,
        choices=[("", _("By score")), *Tier.choices[::-1]],
        coerce=int,
        empty_value=None,
        show_hidden_initial=True,
        widget=forms.Select({"class": "form-select"}),
    )
    remark = LineField(
        label=_("Remark"),
        required=False,
        max_length=300,
        show_hidden_initial=True,
        widget=forms.TextInput({"class": "form-control"}),
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, data=None, *, row):
        super().__init__(data, prefix=row.organisation.code, initial=shown(row.rating))
        for name in TYPED:
            field = self.fields[name]
            field.widget.attrs |= {"autocomplete": "off", "aria-label": f"{field.label} · {row.organisation}"}

    def full_clean(self):
        """Cells with errors are drawn as such."""
        super().full_clean()
        for name in set(TYPED).intersection(self.errors):
            self.fields[name].widget.attrs["class"] += " is-invalid"

    def clean(self):
        """The tier follows the score when none is chosen."""
        values = super().clean()
        if "tier" in values and values["tier"] is None and values.get("score") is not None:
            values["tier"] = band(values["score"])
        return values

    @property
    def known_names(self):
        """The names of the hidden fields by what they hold; they are drawn in the cell that each answer replaces."""
        return {"version": self["version"].html_name, **{name: self[name].html_initial_name for name in TYPED}}

    @property
    def posted_names(self):
        """The names under which the row is posted, for a request that sends this row only."""
        return ",".join([*(self[name].html_name for name in TYPED), *self.known_names.values()])


@dataclass
class GridLine:
    """A row of the grid with its form (None when it cannot be typed) and what became of it.

    `theirs`: the rating as somebody else saved it in between; `saved_at`: when this request saved it.
    """

    row: GridRow
    form: RowForm | None = None
    theirs: Rating | None = None
    saved_at: datetime | None = None

    @property
    def known(self):
        """(name, value) of the row's hidden fields: the version, and what was stored when the row was last shown.

        A refused row keeps what it came with; after a conflict both versions were seen.
        """
        if self.form.errors and not self.theirs:
            return [(name, self.form.data.get(name, "")) for name in self.form.known_names.values()]
        values = shown(self.theirs or self.row.rating)
        stored = {name: values.get(name) for name in self.form.known_names}
        return [(html, "" if stored[name] is None else stored[name]) for name, html in self.form.known_names.items()]

    @property
    def is_settled(self):
        """Nothing is left that was refused."""
        return not (self.form and self.form.errors)

    @property
    def messages(self):
        """Every error of the row in words, with the name of its cell."""
        if self.form is None:
            return []
        named = [
            (self.form[name].label, errors) for name, errors in self.form.errors.items() if name in self.form.fields
        ]
        told = [labelled(label, error) for label, errors in named for error in errors]
        return [*told, *self.form.non_field_errors()]

    def save(self, *, round_, unit, by):
        """Save the row if something was typed in it; what was refused stays with the line."""
        if not self.form.is_valid() or self._is_known():
            return
        try:
            rating = actions.enter(
                round_=round_,
                organisation=self.row.organisation,
                unit=unit,
                version=self.form.seen,
                by=by,
                **self.form.cleaned_data,
            )
        except actions.Conflict as conflict:
            if self._is_typed(conflict.theirs):
                self._take(conflict.theirs)  # the row saved itself a moment before the whole grid was sent
            else:
                self.theirs = conflict.theirs
                self.form.outdate(conflict.theirs.version, [*conflict.messages, in_words(conflict.theirs)])
        except ValidationError as refused:
            show(self.form, refused)
        else:
            self._take(rating)
            self.saved_at = timezone.now()

    def _take(self, rating):
        self.row = replace(self.row, rating=rating)

    def settle(self):
        """Begin afresh from what is stored, when nothing is left to be decided."""
        if self.is_settled and self.form:
            self.form = RowForm(row=self.row)

    def _is_known(self):
        """Whether nothing was typed here, or exactly this is stored already."""
        return self._is_typed(self.row.rating) or set(self.form.changed_data).isdisjoint(TYPED)

    def _is_typed(self, rating):
        """Whether `rating` (None: nothing) holds exactly what was typed."""
        held = (rating.score, rating.tier, rating.remark) if rating else (None, None, "")
        return held == tuple(self.form.cleaned_data[name] for name in TYPED)


def lines(rows, *, data=None, typing=True):
    """The lines of `rows` of the grid, with forms where `typing` is allowed and the row is open."""
    return [GridLine(row, RowForm(data, row=row) if typing and row.editable else None) for row in rows]


@logged("enter_ratings", EventKind.WRITE)
def save_lines(typed, *, round_, unit, by) -> None:
    """Save what was typed in these lines of one page; what is refused stays with its line."""
    about(unit or round_, round=round_.code)
    actions.hold_grid(unit)
    for line in typed:
        if line.form:
            line.save(round_=round_, unit=unit, by=by)
            line.settle()


def codes_sent(data):
    """The codes of the organisations whose rows were sent."""
    return {found[1] for found in map(SENT.fullmatch, data) if found}


def in_words(rating):
    """What somebody else saved in between: who, when, score, tier, remark."""
    return gettext("%(who)s at %(time)s: %(score)s · %(tier)s · %(remark)s") % {
        "who": rating.entered_by.name if rating.entered_by else "—",
        "time": _moment(rating.entered_at) if rating.entered_at else "—",
        "score": printed(rating.score) or "—",
        "tier": rating.get_tier_display() or "—",
        "remark": rating.remark or "—",
    }


def _moment(at):
    """The time of day, and the day when that is not today."""
    at = timezone.localtime(at)
    return date_format(at, "H:i" if at.date() == timezone.localdate() else "DATETIME_FORMAT")


def shown(rating):
    """The values a row begins with; a tier that follows from the score is left to the score."""
    if rating is None:
        return {}
    follows = rating.tier is not None and rating.score is not None and band(rating.score) == rating.tier
    return {
        "score": None if rating.score is None else f"{rating.score.normalize():f}",
        "tier": "" if follows else rating.tier,
        "remark": rating.remark,
        "version": rating.version,
    }
