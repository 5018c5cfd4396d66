"""The forms of benchmarks: whom a branch follows, and the items in which it compares itself."""

from collections import defaultdict
from functools import partial

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from branches.filters import BY_UNIT, OfferedField
from core.choices import READERS
from core.forms import DateField, LineField, RowFormSet, TextField, attempt
from core.forms.versions import VersionedForm, rows_at
from core.models import LINE, PERSON, TEXT
from core.phrases import listed
from core.workflow.forms import REASON
from pledges.actions import benchmarks as actions
from pledges.actions.benchmarks.checks import check_due
from pledges.actions.benchmarks.comparing import ITEM_FIELDS
from pledges.models import BenchmarkItem
from ratings.choices import Tier
from ratings.queries.grid import printed

EMPTY_ROWS = 2
NOT_OFFERED = ("measure", "person", "due_on", "result")


def _few_lines():
    return forms.Textarea({"rows": 2})


class ExceptionForm(forms.Form):
    """Why a branch is followed that needs an exception."""

    exception_reason = TextField(
        label=gettext_lazy("Reason for the exception"), max_length=REASON, widget=forms.Textarea({"rows": 3})
    )


class ChoiceForm(forms.Form):
    """Whom a branch follows: one of its `own` unit or, with an exception, of the `others`, as
    pledges.queries.benchmarks.candidates tells them, beside or instead of what is `held` so far."""

    followed = OfferedField(
        label=gettext_lazy("Advanced branches of the own unit"), required=False, widget=forms.RadioSelect
    )
    other = OfferedField(
        label=gettext_lazy("Or another one, with an exception"),
        required=False,
        many=BY_UNIT,
        help_text=gettext_lazy("Good branches of the own unit, advanced ones of other units."),
    )
    exception_reason = TextField(
        label=gettext_lazy("Reason for the exception"),
        max_length=REASON,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=gettext_lazy("The organisation department approves it; until then the benchmark does not count."),
    )
    replaces = forms.BooleanField(required=False)

    def __init__(self, data=None, *, follower, own, others, scope, held, counting):
        """`scope`: of who chooses, and may read some scores."""
        super().__init__(data)
        self.follower, self.scope = follower, scope
        self._offer("followed", own, _category)
        self._offer("other", others, lambda one: one.unit, blank=True)
        if not self.fields.keys() & {"other"}:
            del self.fields["exception_reason"]
        self._tick(held, counting)

    @property
    def is_offered(self):
        """Whether there is somebody to follow."""
        return not self.fields.keys().isdisjoint(("followed", "other"))

    @property
    def candidate(self):
        """The one that was chosen, as pledges.queries.benchmarks.candidates tells it."""
        return self.cleaned_data.get("followed") or self.cleaned_data["other"]

    def clean(self):
        """One branch is chosen, from one of the two lists."""
        values = super().clean()
        chosen = [values[name] for name in ("followed", "other") if values.get(name)]
        if not chosen and not self.errors:
            raise ValidationError(_("Choose the branch to follow."))
        if len(chosen) > 1:
            raise ValidationError(_("Choose one branch: from the upper list, or from the lower one."))
        return values

    def save(self, *, by):
        """Follow it. Returns the Benchmark; None with the refusal among the errors."""
        facts = {name: self.cleaned_data.get(name) or default for name, default in DEFAULTS.items()}
        chosen = {"follower": self.follower, "followed": self.candidate}
        return attempt(self, lambda: actions.choose(**chosen, **facts, by=by))

    def _offer(self, name, candidates, group_of, *, blank=False):
        field = self.fields[name]
        count = field.offer(candidates)
        if not count:
            del self.fields[name]
        elif not field.is_typed:
            groups = defaultdict(list)
            for one in candidates:
                groups[group_of(one)].append((one.pk, _told(one, self.scope)))
            field.choices = [*([("", "—")] if blank else []), *groups.items()]

    def _tick(self, held, counting):
        """What is followed so far ends by a tick, which is set where none of it counts."""
        if not held:
            del self.fields["replaces"]
            return
        names = listed(one.followed.name for one in held)
        field = self.fields["replaces"]
        field.label = _("End today what it follows so far: %(names)s") % {"names": names}
        field.help_text = _("One of the own unit ends only one of the own unit; another one, another.")
        self.initial["replaces"] = not counting


DEFAULTS = {"exception_reason": "", "replaces": False}


def _category(candidate):
    return _("Same category") if candidate.same_category else _("Another category: less comparable")


def _told(candidate, scope):
    """A candidate in one line: its name, category, tier and, for who leads it or its unit, its last score."""
    facts = [candidate.get_category_display(), Tier(candidate.tier).label]
    if candidate.score is not None and scope.covers(candidate.path, *READERS):
        facts.append(_("score %(score)s") % {"score": printed(candidate.score)})
    told = listed(str(fact) for fact in facts if fact)
    return _("%(name)s (%(facts)s)") % {"name": candidate.name, "facts": told}


class ItemForm(forms.Form):
    """One item: where both stand, what is done about the gap, what came of it."""

    number = forms.IntegerField(required=False, min_value=1, max_value=9999, widget=forms.HiddenInput)
    item = LineField(label=gettext_lazy("Item"), max_length=LINE)
    level = LineField(label=gettext_lazy("Level of the benchmark"), max_length=LINE, required=False)
    own_level = LineField(label=gettext_lazy("Own level"), max_length=LINE, required=False)
    gap = LineField(label=gettext_lazy("Gap"), max_length=LINE, required=False)
    measure = TextField(label=gettext_lazy("Measure"), max_length=TEXT, required=False, widget=_few_lines())
    person = LineField(label=gettext_lazy("Person"), max_length=PERSON, required=False)
    due_on = DateField(label=gettext_lazy("Due on"), required=False)
    result = TextField(label=gettext_lazy("Result"), max_length=TEXT, required=False, widget=_few_lines())

    def __init__(self, *args, benchmark, **kwargs):
        super().__init__(*args, **kwargs)
        self.benchmark = benchmark

    def clean(self):
        """A day that is new lies after the beginning."""
        values = super().clean()
        if "due_on" in self.changed_data:
            attempt(self, partial(check_due, values.get("due_on"), self.benchmark))
        return values

    def text(self):
        """The item as values."""
        return actions.ItemText(**{name: self.cleaned_data[name] for name in ("number", *ITEM_FIELDS)})


class OfferForm(ItemForm):
    """An item that is offered: it is taken in by its tick, and by what is typed into it."""

    take = forms.BooleanField(label=gettext_lazy("Take this item in"), required=False)

    @property
    def is_taken(self):
        """Whether it is ticked or typed into; what is offered no more under its name, only where that is one's own."""
        own = any(self.cleaned_data.get(name) for name in ("take", *NOT_OFFERED))
        return own or (bool(self.initial) and self.has_changed())


class ItemRows(RowFormSet):
    """The items by their numbers, each named once."""

    key = "number"

    def clean(self):
        """The second of two of one name is refused where it stands."""
        seen = set()
        for form in filter(forms.Form.is_valid, self.kept):
            if (name := form.cleaned_data["item"]) in seen:
                form.add_error("item", _("“%(item)s” stands there twice.") % {"item": name})
            seen.add(name)


class OfferRows(RowFormSet):
    """What is offered, by its name."""

    key = "item"


ITEMS = forms.formset_factory(ItemForm, ItemRows, extra=1, can_delete=True)
OFFERS = forms.formset_factory(OfferForm, OfferRows, extra=0)


class ItemsForm(VersionedForm):
    """The items of a benchmark: those that stand there, those that are `offered`, and new ones."""

    def __init__(self, data=None, *, benchmark, offered):
        super().__init__(data)
        self.benchmark = benchmark
        history, facts = BenchmarkItem.history.filter(benchmark=benchmark), {"benchmark": benchmark}
        known = [{name: getattr(row, name) for name in ("number", *ITEM_FIELDS)} for row in benchmark.items.all()]
        self.rows = ITEMS(data, initial=known, shown=self.shown(0, history), prefix="item", form_kwargs=facts)
        self.rows.extra = 1 if known else EMPTY_ROWS  # static/js/app.js adds further ones
        names, told = {row["item"] for row in known}, [vars(one) for one in offered]
        new = [one for one in told if one["item"] not in names]
        self.offers = OFFERS(data, initial=new, shown=told, prefix="offer", form_kwargs=facts)
        self.watch(history)

    @property
    def row_sets(self):
        """The sets of rows below the lines."""
        return [self.offers, self.rows]

    def is_valid(self):
        """The version and every row."""
        if all([super().is_valid(), *(rows.is_valid() for rows in self.row_sets)]):
            return True
        for rows in self.row_sets if self.is_bound else ():
            for error in rows.non_form_errors():
                self.add_error(None, error)
        return False

    def meet(self):
        """The items; what is offered is not theirs."""
        self.rows.meet(self.data, rows_at(*self.histories))

    def save(self, *, by):
        """Write them. Returns the Benchmark; None with the refusal among the errors."""
        return attempt(self, lambda: self._save(by))

    def _save(self, by):
        actions.hold_unended(self.benchmark)
        self.refuse_stale()
        taken = [form for form in self.offers if form.is_taken]
        items = [form.text() for form in (*taken, *self.rows.kept)]
        actions.write_items(benchmark=self.benchmark, items=items, by=by)
        return self.benchmark
