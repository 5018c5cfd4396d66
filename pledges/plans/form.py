"""The form of a plan: a few lines and its measures. What is known stands beside it as text (M7)."""

from functools import partial

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.forms import DateField, LineField, NumberField, RowFormSet, TextField, attempt
from core.forms.versions import VersionedForm, entry_at
from core.models import LINE, PERSON, TEXT
from core.web.privacy import check_words
from pledges import actions
from pledges.choices import COVERING, PlanKind, ProblemType, VersionState
from pledges.models import Measure, Version
from pledges.plans.small_forms import ResourceForm
from pledges.queries.agreed import waiting
from pledges.rules.cover import is_late
from pledges.rules.duties import year_of
from pledges.texts import (
    MEASURE_FIELDS,
    PLAN_FIELDS,
    RESOURCE_FIELDS,
    MeasureText,
    PlanText,
    measure_text,
    restored,
    text_of,
)
from pledges.validation import check_resource
from ratings.choices import Tier

EMPTY_ROWS = 3
OTHER_YEAR = _(
    "This is the plan for %(year)d: its due day lies in that year. The plan for another year is one of its own: begin "
    "it from the to-do list, or in December from the page of the plan in force."
)
ONLY_RECTIFICATION = ("problem_types", "problems", "causes", "leader", "contact")


def checked(words, is_public):
    """`words`. Raises: ValidationError when everybody is to read them and they say what no public page says."""
    if is_public:
        check_words([words])
    return words


class MeasureForm(forms.Form):
    """One measure: only its text is asked; day and person follow the plan where they are left empty."""

    text = LineField(label=_("Measure"), max_length=LINE)
    number = forms.IntegerField(required=False, min_value=1, max_value=9999, widget=forms.HiddenInput)
    start = NumberField(label=pgettext_lazy("counted", "Counted from"), required=False, max_digits=12, decimal_places=2)
    goal_value = NumberField(label=pgettext_lazy("counted", "to"), required=False, max_digits=12, decimal_places=2)
    due_on = DateField(label=_("Due on"), required=False)
    person = LineField(label=_("Person"), max_length=PERSON, required=False)

    def __init__(self, *args, is_public, kept, **kwargs):
        """`is_public`: everybody reads it (R27a); `kept`: numbers of measures in force, whose due days move only when
        that is asked for."""
        super().__init__(*args, **kwargs)
        self.is_public = is_public
        self.fields["due_on"].disabled = self.initial.get("number") in kept

    def clean_text(self):
        return checked(self.cleaned_data["text"], self.is_public)

    def clean_person(self):
        return checked(self.cleaned_data["person"], self.is_public)

    def clean(self):
        """What is counted has both ends."""
        values = super().clean()
        if (values.get("start") is None) != (values.get("goal_value") is None):
            self.add_error("goal_value", _("What is counted has a start value and a goal value."))
        return values

    @property
    def has_more(self):
        """Whether something besides the text is filled in, or wrong: then it stands open."""
        return any(self[name].value() or self[name].errors for name in ("start", "goal_value", "due_on", "person"))

    def measure(self):
        """The measure as values."""
        return MeasureText(**{name: self.cleaned_data[name] for name in MEASURE_FIELDS})


class MeasureRows(RowFormSet):
    """The measures of a plan, by their numbers."""

    key = "number"


MEASURES = forms.formset_factory(MeasureForm, MeasureRows, extra=0, can_delete=True)


class ResourceRows(RowFormSet):
    """What is brought in, each once."""

    def clean(self):
        """The second of two that say the same is refused where it stands."""
        noted = []
        for form in filter(ResourceForm.is_valid, self.kept):
            said = form.resource()
            attempt(form, partial(check_resource, said, noted))
            noted.append(said)


RESOURCES = forms.formset_factory(ResourceForm, ResourceRows, extra=1, can_delete=True)


def _measures(text):
    return [{name: getattr(row, name) for name in MEASURE_FIELDS} for row in text.measures] if text else []


class PlanForm(VersionedForm):
    """The text of a plan: a new one, one that is a draft or came back, or the next version of one in force.

    `start`: pledges.queries.plans.starting.Start; `plan`, `version`: None for a new one.
    """

    goal = forms.TypedChoiceField(label=_("Goal"), coerce=int, widget=forms.RadioSelect)
    due_on = DateField(label=_("Due on"))
    problem_types = forms.MultipleChoiceField(
        label=_("Types of problems"), choices=ProblemType.choices, widget=forms.CheckboxSelectMultiple
    )
    problems = TextField(label=_("Problems"), max_length=TEXT, widget=forms.Textarea({"rows": 3}))
    causes = TextField(label=_("Causes"), max_length=TEXT, required=False, widget=forms.Textarea({"rows": 3}))
    leader = LineField(label=_("Responsible leader"), max_length=PERSON)
    contact = LineField(label=_("Contact leader"), max_length=PERSON, required=False)
    responsible = LineField(
        label=_("First responsible person"),
        max_length=PERSON,
        required=False,
        help_text=_("Empty: the secretary."),
    )

    def __init__(self, data=None, *, kind, organisation, campaign, start, plan=None, version=None):
        self.kind, self.organisation, self.campaign = kind, organisation, campaign
        self.known, self.plan, self.row = start, plan, version
        self.agreed = waiting(organisation)
        text = self._text()
        super().__init__(data, initial=self._initial(text))
        self._fit()
        kept = set(plan.measures.values_list("number", flat=True)) if self._is_adopted else set()
        facts = {"form_kwargs": {"is_public": kind == PlanKind.PLEDGE, "kept": kept}, "shown": self._shown_rows()}
        self.measures = MEASURES(data, initial=self._rows(text), prefix="measure", **facts)
        self.measures.extra = EMPTY_ROWS if text is None else 1  # static/js/app.js adds further ones
        self.resources = None
        if kind == PlanKind.RECTIFICATION and not self._is_adopted:  # later they are noted on its page
            self.resources = RESOURCES(data, initial=self._known_resources(data), prefix="resource")
        if plan:
            self.watch(*self._histories())

    @property
    def _is_adopted(self):
        return bool(self.plan and self.plan.is_adopted)

    @property
    def _version(self):
        """The next version that is being written; None without one."""
        return self.row if self.row and self.row.state != VersionState.ADOPTED else None

    @property
    def row_sets(self):
        """The sets of rows below the lines."""
        return [rows for rows in (self.measures, self.resources) if rows is not None]

    @property
    def back(self):
        """Whose page one goes back to: the version's that is changed, the plan's, the organisation's."""
        return self._version or self.plan or self.organisation

    @property
    def year(self):
        """The year a unit plan is for; 0 of other kinds."""
        return self.plan.year if self.plan else self.known.year

    @property
    def is_late(self):
        """Whether the due day lies after the last deadline: allowed, and worth a word."""
        due_on = self.cleaned_data.get("due_on")
        return due_on is not None and is_late(self.kind, due_on, self.known.last_deadline)

    def is_valid(self):
        """The lines, the measures and the resources."""
        if all([super().is_valid(), *(rows.is_valid() for rows in self.row_sets)]):
            return True
        for rows in self.row_sets if self.is_bound else ():
            for error in rows.non_form_errors():
                self.add_error(None, error)
        return False

    def meet(self):
        """The lines and the measures."""
        super().meet()
        self.measures.meet(self.data, self._stored_rows())

    def values_of(self, entry):
        """The lines of a draft stand in its row, those of a version in its content."""
        return vars(restored(entry.content)) if self._is_adopted else super().values_of(entry)

    def clean_due_on(self):
        """A unit plan is for the year its form was begun for; one that was not adopted in its year moves on."""
        day = self.cleaned_data["due_on"]
        if year_of(self.kind, day) != self.year >= timezone.localdate().year:
            raise ValidationError(OTHER_YEAR, params={"year": self.year})
        return day

    def clean_responsible(self):
        return checked(self.cleaned_data["responsible"], self.kind == PlanKind.PLEDGE)

    def save(self, *, previous=None, by):
        """Write it. Returns the Plan, or the Version of one in force; None with the refusal among the errors."""
        return attempt(self, lambda: self._save(previous, by))

    def _save(self, previous, by):
        text = self._typed()
        if self.plan is None:
            facts = {"kind": self.kind, "organisation": self.organisation, "campaign": self.campaign}
            return actions.draft(**facts, text=text, resources=self._brought_in(), previous=previous, by=by)
        actions.hold_owner(self.plan)
        self.refuse_stale()
        if self._is_adopted:
            return actions.amend(plan=self.plan, text=text, by=by)
        actions.write(plan=self.plan, text=text, resources=self._brought_in(), by=by)
        return self.plan

    def _typed(self):
        values = {name: self.cleaned_data.get(name) or "" for name in PLAN_FIELDS}
        values["goal"] = self.cleaned_data.get("goal") or None
        values["due_on"] = self.cleaned_data.get("due_on") or self.plan.due_on
        types = tuple(self.cleaned_data.get("problem_types") or ())
        measures = tuple(form.measure() for form in self.measures.kept)
        return PlanText(**values, problem_types=types, measures=measures)

    def _brought_in(self):
        return [form.resource() for form in self.resources.kept] if self.resources is not None else []

    def _known_resources(self, data):
        """What a form that is shown begins with; one that is sent says them all, changed or not."""
        return list(self.plan.resources.values(*RESOURCE_FIELDS)) if self.plan and data is None else []

    def _text(self):
        """What it begins with; None for a new plan."""
        if self._version:
            return restored(self._version.content)
        return text_of(self.plan) if self.plan else None

    def _initial(self, text):
        if text is None:
            return {"goal": self.known.goal, "due_on": self.known.due_on}
        return {name: getattr(text, name) for name in (*PLAN_FIELDS, "problem_types")}

    def _histories(self):
        """Of the versions of a plan in force, else of the draft and its measures."""
        if self._is_adopted:
            return [Version.history.filter(plan=self.plan)]
        return [self.plan.history, Measure.history.filter(plan=self.plan)]

    def _shown_rows(self):
        """The measures that stood in the form that is sent; None without a version of it."""
        if self._is_adopted:
            entry = entry_at(self._histories(), self.sent_version)
            return _measures(restored(entry.content)) if entry else None
        return self.shown(1, Measure.history.filter(plan=self.plan)) if self.plan else None

    def _stored_rows(self):
        if self._is_adopted:
            return _measures(restored(self._histories()[0].latest("history_id").content))
        return [vars(measure_text(row)) for row in self.plan.measures.filter(dropped_on=None)]

    def _rows(self, text):
        """Its measures, and behind them what was agreed at review meetings and stands in no plan yet (N09)."""
        agreed = [{"text": one.text, "due_on": one.due_on, "person": one.person} for one in self.agreed]
        return [*_measures(text), *agreed]

    def _fit(self):
        """Leave what this kind of plan asks, and of a plan in force what a version changes."""
        if self.kind in COVERING:
            goals = {*self.known.goals, *([self.plan.goal] if self._is_adopted else [])}  # reached, it stays the goal
            self.fields["goal"].choices = [(int(tier), Tier(tier).label) for tier in sorted(goals, reverse=True)]
        else:
            del self.fields["goal"]
        if self.kind != PlanKind.RECTIFICATION:
            for name in ONLY_RECTIFICATION:
                del self.fields[name]
        if self._is_adopted:
            del self.fields["due_on"]
