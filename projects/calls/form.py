"""The form of a call: what is called for, who, until when, with which money, judged by what."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy, pgettext_lazy

from core.attachments.fields import AttachmentField
from core.forms import DateField, LineField, NumberField, RowFormSet, TextField, attempt
from core.forms.parts import parts_of
from core.forms.versions import VersionedForm
from core.models import LINE, PERSON, TEXT
from projects.actions import calls as actions
from projects.choices import Applicants, Level, ResultRule
from projects.models import Call
from projects.models.fields import DECIMALS, DIGITS
from projects.queries.applying.calls import is_fixed
from projects.rules.calls import (
    ACCEPTANCE_PRESET,
    CRITERIA,
    FIELDS,
    OF_UNITS,
    PRESET,
    CallText,
    criteria_objection,
    objections,
)

PICKER = "%Y-%m-%dT%H:%M"


class MomentInput(forms.DateTimeInput):
    """A moment in the browser's own picker, which wants local time, whatever it is given."""

    def __init__(self):
        super().__init__({"type": "datetime-local"}, format=PICKER)

    def format_value(self, value):
        """What somebody else wrote meanwhile stands in the data as a text with its zone."""
        parsed = parse_datetime(value) if isinstance(value, str) else None
        return super().format_value(timezone.localtime(parsed) if parsed and timezone.is_aware(parsed) else value)


def _day(label, **kwargs):
    return DateField(label=label, **kwargs)


def _count(label, most=999, **kwargs):
    return forms.IntegerField(label=label, min_value=0, max_value=most, **kwargs)


def _money(label):
    return NumberField(label=label, min_value=0, max_digits=DIGITS, decimal_places=DECIMALS, initial=0)


class CriterionForm(forms.Form):
    """What is judged, with its points."""

    name = LineField(label=gettext_lazy("Criterion"), max_length=PERSON)
    points = forms.IntegerField(label=gettext_lazy("Points"), min_value=1, max_value=100)


class CriteriaRows(RowFormSet):
    """Criteria whose points sum to 100."""

    @property
    def pairs(self) -> tuple:
        """(name, points) of each."""
        return tuple((form.cleaned_data["name"], form.cleaned_data["points"]) for form in self.kept)

    def clean(self):
        """Refused as a whole once every row is right by itself."""
        if not any(self.errors) and (sentence := criteria_objection(self.pairs)):
            raise ValidationError(sentence)


CRITERIA_ROWS = forms.formset_factory(CriterionForm, CriteriaRows, extra=1, can_delete=True)
PARTS = (
    (pgettext_lazy("call", "The call"), ("host", "title", "text", "applicants", "unit_quota")),
    (
        pgettext_lazy("call", "Quota and money of each class"),
        ("key_quota", "key_money", "general_quota", "general_money"),
    ),
    (pgettext_lazy("call", "Days of the application"), ("opens_on", "closes_at", "support_by", "judge_by")),
    (pgettext_lazy("call", "Days of the projects"), ("starts_on", "midterm_on", "final_on", "ends_on")),
    (
        pgettext_lazy("call", "Review and acceptance"),
        ("result_rule", "excellent_percent", "extension_months", "correction_months", "very_late_days"),
    ),
)
PRESETS = {"criteria": PRESET, "acceptance_criteria": ACCEPTANCE_PRESET}


class CallForm(VersionedForm):
    """A call of one of `hosts`: a new one, a draft, or a published one that is corrected (`call`)."""

    host = forms.ModelChoiceField(label=gettext_lazy("Host"), queryset=None, empty_label=None)
    title = LineField(label=gettext_lazy("Title"), max_length=LINE)
    text = TextField(
        label=gettext_lazy("What is called for"), max_length=TEXT, required=False, widget=forms.Textarea({"rows": 5})
    )
    applicants = forms.ChoiceField(label=gettext_lazy("Who may apply"), choices=Applicants)
    unit_quota = _count(
        gettext_lazy("Projects of one unit at most"),
        required=False,
        help_text=gettext_lazy("Empty: as many as it has."),
    )
    key_quota = _count(gettext_lazy("Key projects at most"), initial=0)
    key_money = _money(gettext_lazy("Yuan for a key project at most"))
    general_quota = _count(gettext_lazy("General projects at most"), initial=0)
    general_money = _money(gettext_lazy("Yuan for a general project at most"))
    opens_on = _day(gettext_lazy("Applications from"))
    closes_at = forms.DateTimeField(
        label=gettext_lazy("Applications until"),
        widget=MomentInput,
        help_text=gettext_lazy("To the second: later an application stays a draft."),
    )
    support_by = _day(gettext_lazy("Unit review by"), required=False)
    judge_by = _day(gettext_lazy("Expert review by"))
    starts_on = _day(gettext_lazy("Projects begin on"))
    midterm_on = _day(gettext_lazy("Mid-term report by"))
    final_on = _day(gettext_lazy("Final report by"))
    ends_on = _day(gettext_lazy("Projects end on"))
    result_rule = forms.ChoiceField(label=gettext_lazy("Result of a panel"), choices=ResultRule)
    extension_months = _count(gettext_lazy("Extension of at most, in months"), 12, initial=3)
    correction_months = _count(gettext_lazy("Correction within, in months"), 12, initial=3)
    very_late_days = _count(gettext_lazy("Very late after, in days"), 365, initial=14)
    excellent_percent = _count(gettext_lazy("Excellent at most, in percent"), 100, initial=50)

    def __init__(self, data=None, *, hosts, call=None):
        self.call, self.hosts = call, hosts
        super().__init__(data, initial=_stored(call))
        self._fit()
        self.is_fixed = call is not None and is_fixed(call)
        rows = {} if self.is_fixed else {name: self._rows(name, data) for name in CRITERIA}
        self.criteria, self.acceptance_criteria = rows.get("criteria"), rows.get("acceptance_criteria")
        if call:
            self.watch(call.history)

    @property
    def parts(self):
        """Its lines by subject."""
        return parts_of(self, PARTS)

    @property
    def row_sets(self):
        """(heading, prefix, rows) of the criteria that may be changed."""
        headed = (
            (pgettext_lazy("criteria", "Applications are judged by"), self.criteria),
            (pgettext_lazy("criteria", "Results are judged by"), self.acceptance_criteria),
        )
        return [(heading, rows.prefix, rows) for heading, rows in headed if rows is not None]

    def is_valid(self):
        """The lines and the criteria."""
        valid = all([super().is_valid(), *(rows.is_valid() for _heading, _prefix, rows in self.row_sets)])
        for _heading, _prefix, rows in self.row_sets if self.is_bound else ():
            for error in rows.non_form_errors():
                self.add_error(None, error)
        return valid

    def clean(self):
        """All that such a call cannot say, each at its field."""
        values = super().clean()
        if not self.errors:
            for name, sentence in objections(self._said(values, fixed=PRESETS), self._level):
                self.add_error(name, sentence)
        return values

    def save(self, *, by) -> Call | None:
        """Write it. Returns the call; None with the refusal among the errors."""
        return attempt(self, lambda: self._save(by))

    def _save(self, by):
        text = self._said(self.cleaned_data, fixed=self._criteria())
        if self.call is None:
            return actions.draft(host=self._host, text=text, by=by)
        actions.hold_call(self.call)
        self.refuse_stale()
        actions.write(call=self.call, text=text, by=by)
        return self.call

    @property
    def _host(self):
        if self.call:
            return self.call.host
        return self.cleaned_data["host"] if "host" in self.fields else self.hosts[0]

    @property
    def _level(self):
        return Level.UNIVERSITY if self._host.is_university else Level.UNIT

    def _said(self, values, *, fixed):
        facts = {name: values[name] for name in FIELDS if name in values}
        return CallText(**facts, **fixed)

    def _criteria(self):
        if self.is_fixed:
            return {name: tuple(tuple(one) for one in getattr(self.call, name)) for name in CRITERIA}
        return {name: getattr(self, name).pairs for name in CRITERIA}

    def _rows(self, name, data):
        """What a form that is shown begins with; one that is sent says them all, changed or not."""
        stored = getattr(self.call, name) if self.call else PRESETS[name]
        known = [{"name": one, "points": points} for one, points in stored]
        return CRITERIA_ROWS(data, initial=known if data is None else [], prefix=name)

    def _fit(self):
        """The host is chosen where there are several and nobody knows it yet; a unit asks nothing of units."""
        self.fields["host"].queryset = self.hosts
        if self.call or len(self.hosts) == 1:
            del self.fields["host"]
        if "host" not in self.fields and not self._host.is_university:
            for name in OF_UNITS:
                del self.fields[name]


class CallFileForm(forms.Form):
    """An attachment."""

    file = AttachmentField(label=gettext_lazy("File"))


def _stored(call):
    return {name: getattr(call, name) for name in FIELDS if name not in CRITERIA} if call else {}
