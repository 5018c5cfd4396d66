"""The form of an application: saved as far as it is typed. What is known stands beside it as text."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from branches.filters import OfferedField
from core.forms import DateField, LineField, NumberField, TextField, attempt, stored
from core.forms.versions import VersionedForm
from core.models import LINE, PERSON, TEXT
from projects.actions import applications as actions
from projects.actions.applications import ApplicationText
from projects.applications.rows import LINE_ROWS, MEMBER_ROWS, STEP_ROWS
from projects.choices import WRITTEN, ProjectClass
from projects.models import BudgetLine, Project, Step, TeamMember
from projects.models.fields import DECIMALS, DIGITS
from projects.queries.applying.applications import leaders_of, supporters_of
from projects.rules.applications import CHANGED, FIELDS, LINE_FIELDS, MEMBER_FIELDS, STEP_FIELDS

OF_ROWS = {
    "member": (TeamMember, MEMBER_ROWS, MEMBER_FIELDS),
    "step": (Step, STEP_ROWS, STEP_FIELDS),
    "line": (BudgetLine, LINE_ROWS, LINE_FIELDS),
}
HEADINGS = {
    "member": gettext_lazy("Team"),
    "step": gettext_lazy("Steps"),
    "line": gettext_lazy("Budget"),
}


def _text(label, help_text=""):
    """A text that may stay empty in a draft."""
    widget = forms.Textarea({"rows": 5})
    return TextField(label=label, max_length=TEXT, required=False, widget=widget, help_text=help_text)


class ApplicationForm(VersionedForm):
    """What an application says, with its team, steps and budget lines; all of it but the title may be written later.
    Where changes are asked for after an approval, title, texts and budget lines only."""

    title = LineField(label=gettext_lazy("Title"), max_length=LINE)
    project_class = forms.ChoiceField(label=gettext_lazy("Class"), choices=ProjectClass)
    leader_user = forms.ModelChoiceField(
        label=gettext_lazy("Leader"),
        queryset=None,
        required=False,
        empty_label=gettext_lazy("Somebody else, named below"),
        help_text=gettext_lazy("Who signs in here, and holds a role at this organisation or its unit."),
    )
    leader = LineField(
        label=gettext_lazy("Name of the leader"),
        max_length=PERSON,
        required=False,
        help_text=gettext_lazy("Needed where nobody is chosen above."),
    )
    leader_post = LineField(label=pgettext_lazy("project", "Post of the leader"), max_length=PERSON, required=False)
    first_responsible = LineField(
        label=gettext_lazy("First responsible person"),
        max_length=PERSON,
        required=False,
        help_text=gettext_lazy("The secretary of the unit."),
    )
    supporting = OfferedField(label=gettext_lazy("Supporting branch"), required=False, empty_label="—")
    starts_on = DateField(label=gettext_lazy("Begins on"), required=False)
    ends_on = DateField(label=gettext_lazy("Ends on"), required=False)
    background = _text(gettext_lazy("Background"), gettext_lazy("Why it is done, what is to be solved."))
    goals = _text(gettext_lazy("Goals and content"))
    innovation = _text(gettext_lazy("What is new"))
    method = _text(pgettext_lazy("project", "Method"), gettext_lazy("The steps themselves are named below."))
    expected = _text(gettext_lazy("Expected result"), gettext_lazy("And what others can take from it."))
    conditions = _text(gettext_lazy("Conditions"), gettext_lazy("What is there already: people, rooms, earlier work."))
    own_part = NumberField(
        label=gettext_lazy("Own part (yuan)"),
        min_value=0,
        max_digits=DIGITS,
        decimal_places=DECIMALS,
        required=False,
        help_text=gettext_lazy("What you add yourselves; the budget lines hold both parts."),
    )

    def __init__(self, data=None, *, project: Project, changes=False):
        """`changes`: what is asked for after an approval, nothing else."""
        self.project, self.changes = project, changes
        super().__init__(data, initial=stored(project, FIELDS) | {"leader_user": project.leader_user_id})
        named = [project.leader_user_id, *project.members.values_list("user", flat=True)]
        self.people = leaders_of(project.organisation, filter(None, named))
        self._fit()
        self.kinds = ("line",) if changes else tuple(OF_ROWS)
        self.watch(project.history, *(_history(kind, project) for kind in self.kinds))
        self.rows = {kind: self._row_set(kind, place, data) for place, kind in enumerate(self.kinds, 1)}

    @property
    def row_sets(self):
        """(prefix, heading, rows) of everything in rows."""
        return [(kind, HEADINGS[kind], rows) for kind, rows in self.rows.items()]

    def is_valid(self):
        """The lines and the rows."""
        if all([super().is_valid(), *(rows.is_valid() for rows in self.rows.values())]):
            return True
        for rows in self.rows.values() if self.is_bound else ():
            for error in rows.non_form_errors():
                self.add_error(None, error)
        return False

    def meet(self):
        """The lines and the rows."""
        super().meet()
        for kind, rows in self.rows.items():
            rows.meet(self.data, _stored_rows(kind, self.project))

    def clean_own_part(self):
        """Nothing typed is nothing added."""
        return self.cleaned_data["own_part"] or 0

    def clean(self):
        """Who is chosen is named; the days are in order."""
        values = super().clean()
        if chosen := values.get("leader_user"):
            values["leader"] = chosen.name
        first, last = values.get("starts_on"), values.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("The project ends before it begins."))
        return values

    def save(self, *, by) -> Project | None:
        """Write it. Returns the project; None with the refusal among the errors."""
        return attempt(self, lambda: self._save(by))

    def _save(self, by):
        rows = {f"{kind}s": tuple(form.row() for form in rows.kept) for kind, rows in self.rows.items()}
        text = ApplicationText(values={name: self.cleaned_data[name] for name in self._written()}, **rows)
        actions.hold_written(self.project, actions.BEING_CHANGED if self.changes else WRITTEN)
        self.refuse_stale()
        verb = actions.change if self.changes else actions.write
        verb(project=self.project, text=text, by=by)
        return self.project

    def _written(self):
        return [name for name in FIELDS if name in self.fields]

    def _fit(self):
        """Leave what is written now, and offer who can be chosen."""
        if self.changes:
            for name in set(FIELDS) - set(CHANGED):
                del self.fields[name]
            return
        self.fields["leader_user"].queryset = self.people
        organisation, supporting = self.project.organisation, self.fields["supporting"]
        if not (organisation.is_unit and supporting.offer(supporters_of(organisation))):
            del self.fields["supporting"]

    def _row_set(self, kind, place, data):
        model, factory, _names = OF_ROWS[kind]
        facts = {"form_kwargs": {"people": self.people}} if kind == "member" else {}
        shown = self.shown(place, model.history.filter(project=self.project))
        return factory(data, initial=_stored_rows(kind, self.project), shown=shown, prefix=kind, **facts)


def _history(kind, project):
    return OF_ROWS[kind][0].history.filter(project=project)


def _stored_rows(kind, project):
    names = OF_ROWS[kind][2]
    return [{name: _value(row, name) for name in names} for row in getattr(project, f"{kind}s").all()]


def _value(row, name):
    return row.user_id if name == "user" else getattr(row, name)
