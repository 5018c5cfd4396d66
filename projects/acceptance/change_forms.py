"""The forms in which a change is asked for, one a kind: each says what it would be `after`, as plain values."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.forms import DateField, LineField, TextField
from core.models import LINE, PERSON
from core.workflow.forms import REASON, few_lines
from projects.applications.rows import LINE_ROWS, ApplicationRow, ApplicationRows
from projects.choices import RequestKind
from projects.models import Project
from projects.models.fields import FEN
from projects.queries.carrying.changes import as_it_is, possible_leaders
from projects.rules.applications import MemberText


def _why():
    return TextField(label=_("Why it is to change"), max_length=REASON, widget=few_lines())


class ChangeForm(forms.Form):
    """The base of all kinds: why; a subclass adds what, as `after()` tells it in plain values, and rows where there are
    some."""

    kind: RequestKind
    rows = None

    def __init__(self, data=None, *, project: Project):
        self.project = project
        self.before = as_it_is(project, self.kind)
        super().__init__(data, initial=self.start())
        self.order_fields([name for name in self.fields if name != "reason"])

    def start(self) -> dict:
        """What the fields begin with: as it is."""
        return self.before

    @property
    def asked(self) -> dict:
        """What the verb is told."""
        return {"after": self.after(), "reason": self.cleaned_data["reason"]}


class TitleChangeForm(ChangeForm):
    """Another title."""

    kind = RequestKind.TITLE
    title = LineField(label=_("Title"), max_length=LINE)
    reason = _why()

    def after(self):
        return {"title": self.cleaned_data["title"]}


class LeaderChangeForm(ChangeForm):
    """Another leader: somebody who signs in here, or a name."""

    kind = RequestKind.LEADER
    account = forms.ModelChoiceField(
        label=_("Account of the new leader"),
        queryset=None,
        required=False,
        empty_label=_("Somebody without an account"),
    )
    name = LineField(
        label=_("Name of the new leader"),
        max_length=PERSON,
        required=False,
        help_text=_("Empty: as the account is called."),
    )
    post = LineField(label=_("Post or title"), max_length=PERSON, required=False)
    reason = _why()

    def __init__(self, data=None, *, project):
        super().__init__(data, project=project)
        self.fields["account"].queryset = possible_leaders(project.organisation)

    def start(self):
        """Nothing: it is about somebody else."""
        return {}

    def clean(self):
        """A name, or an account that has one."""
        values = super().clean()
        if values.get("account") and not values.get("name"):
            values["name"] = values["account"].name
        if not (values.get("name") or self.errors):
            self.add_error("name", _("Say who leads it from now on."))
        return values

    def after(self):
        return {name: self.cleaned_data[name] for name in ("name", "post")}

    @property
    def asked(self):
        """With the account."""
        return super().asked | {"new_leader": self.cleaned_data["account"]}


class PeriodChangeForm(ChangeForm):
    """A later end."""

    kind = RequestKind.PERIOD
    ends_on = DateField(label=_("New end"))
    reason = _why()

    def after(self):
        return {"ends_on": self.cleaned_data["ends_on"].isoformat()}


class RowsChangeForm(ChangeForm):
    """The base of those with rows, each known by its number."""

    row_set: type
    listed: str  # the name of the rows in the values
    names: tuple

    def __init__(self, data=None, *, project):
        super().__init__(data, project=project)
        rows = [dict(zip(self.names, row, strict=True)) for row in self.before[self.listed]]
        self.rows = self.row_set(data, initial=rows, prefix="row")

    def start(self):
        """The rows say what it is."""
        return {}

    def is_valid(self):
        """The reason and the rows."""
        if all([super().is_valid(), self.rows.is_valid()]):
            return True
        for error in self.rows.non_form_errors() if self.is_bound else ():
            self.add_error(None, error)
        return False

    def after(self):
        return {self.listed: [[self._told(form.cleaned_data[name]) for name in self.names] for form in self.rows.kept]}

    def _told(self, value):
        """A plain value."""
        return value


class MemberRowForm(ApplicationRow):
    """One member of the team, by name."""

    said = MemberText

    name = LineField(label=pgettext_lazy("person", "Name"), max_length=PERSON)
    post = LineField(label=_("Post, title or year"), max_length=PERSON, required=False)
    unit = LineField(label=_("Unit"), max_length=LINE, required=False)
    task = LineField(label=_("Part in the project"), max_length=LINE, required=False)


class MemberChangeForm(RowsChangeForm):
    """Another team."""

    kind = RequestKind.MEMBER
    row_set = forms.formset_factory(MemberRowForm, ApplicationRows, extra=1, can_delete=True)
    listed, names = "members", ("number", "name", "post", "unit", "task")
    reason = _why()


class BudgetChangeForm(RowsChangeForm):
    """Other budget lines of the same sum."""

    kind = RequestKind.BUDGET
    row_set = LINE_ROWS
    listed, names = "lines", ("number", "use", "amount", "basis")
    reason = _why()

    def _told(self, value):
        """An amount as a text, to the fen."""
        return str(value.quantize(FEN)) if hasattr(value, "quantize") else value


FORMS = {
    form.kind: form
    for form in (LeaderChangeForm, MemberChangeForm, PeriodChangeForm, BudgetChangeForm, TitleChangeForm)
}
EXPLAINED = {
    RequestKind.LEADER: _("The project stays with its organisation; only who leads it changes."),
    RequestKind.MEMBER: _("The team as it shall be: change, take out or add a row; at most five besides the leader."),
    RequestKind.PERIOD: _("The end moves once only; the final report, and tasks due on the former end, move along."),
    RequestKind.BUDGET: _("The sum stays as it was approved; a line on which money was spent is kept."),
    RequestKind.TITLE: _("The number stays; the former title stays readable in the history."),
}
