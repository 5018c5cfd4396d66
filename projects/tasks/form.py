"""The form of a project's tasks: the five-fixed fields, row by row; and that of a report."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.forms import DateField, LineField, RowFormSet, attempt
from core.forms.versions import VersionedForm
from core.models import LINE, PERSON
from core.reporting.choices import ReportedState
from core.reporting.forms import ReportForm
from core.workflow.forms import REASON
from projects.actions import tasks as actions
from projects.actions.common import hold
from projects.models import Project, Task
from projects.rules.tasks import due_refusal
from projects.texts import TASK_FIELDS, TaskText

EMPTY_ROWS = 2


class TaskForm(forms.Form):
    """One task; all five fields are asked."""

    number = forms.IntegerField(required=False, min_value=1, max_value=9999, widget=forms.HiddenInput)
    person = LineField(label=_("Person"), max_length=PERSON)
    text = LineField(label=pgettext_lazy("project", "Task"), max_length=LINE)
    goal = LineField(label=pgettext_lazy("project", "Goal"), max_length=LINE)
    duty = LineField(label=_("Responsibility"), max_length=LINE, help_text=_("What the person answers for."))
    due_on = DateField(label=_("Due on"))
    reason = LineField(label=_("Why it is left out"), max_length=REASON, required=False)

    def __init__(self, *args, project, kept, **kwargs):
        """`kept`: numbers of tasks that were reported or done, which stay as they are."""
        super().__init__(*args, **kwargs)
        self.project = project
        self.is_kept = self.initial.get("number") in kept
        for name in TASK_FIELDS:
            self.fields[name].disabled = self.is_kept

    @property
    def is_stored(self):
        """Whether it stands there already: then it may be left out with a reason."""
        return self.initial.get("number") is not None and not self.is_kept

    def clean_due_on(self):
        """Within the period of the project; what stays as it is was judged before."""
        day = self.cleaned_data["due_on"]
        why = "" if self.is_kept else due_refusal(day, self.project.starts_on, self.project.ends_on)
        if why:
            raise ValidationError(why)
        return day

    def task(self):
        """The task as values."""
        return TaskText(**{name: self.cleaned_data[name] for name in (*TASK_FIELDS, "number")})


class TaskRows(RowFormSet):
    """The tasks of a project, by their numbers."""

    key = "number"

    def is_valid(self):
        """Django does not judge what is taken out."""
        return super().is_valid() and not any("reason" in form.errors for form in self.left_out)

    def clean(self):
        """What is left out says why."""
        for form in self.left_out:
            if not form.cleaned_data.get("reason"):
                form.add_error("reason", _("Say why this task is left out."))

    @property
    def left_out(self):
        """The stored rows that are ticked."""
        return [form for form in self if _ticked(form) and form.is_stored]

    @property
    def written(self):
        """Those that are filled in, not ticked, and not kept as they are."""
        return [form for form in self.kept if not form.is_kept]


def _ticked(form):
    return getattr(form, "cleaned_data", None) and form.cleaned_data.get("DELETE")


TASKS = forms.formset_factory(TaskForm, TaskRows, extra=0, can_delete=True)


class TasksForm(VersionedForm):
    """All tasks of a project; where there are none yet they begin with the steps that were applied for."""

    def __init__(self, data=None, *, project: Project):
        self.project = project
        super().__init__(data)
        self.stored = [one for one in project.tasks.all() if one.dropped_on is None]
        kept = {one.number for one in self.stored if one.state != ReportedState.OPEN}
        facts = {"form_kwargs": {"project": project, "kept": kept}, "shown": self.shown(0, self._history)}
        self.rows = TASKS(data, initial=self._stored_rows() or self._steps(), prefix="task", **facts)
        self.rows.extra = 1 if self.stored else EMPTY_ROWS
        self.watch(self._history)

    @property
    def begins_with_steps(self):
        """Whether the rows are steps of the application, not saved yet."""
        return not self.stored

    def is_valid(self):
        """The version and the rows."""
        return all([super().is_valid(), self.rows.is_valid()])

    def meet(self):
        """The rows only: there is nothing else."""
        self.rows.meet(self.data, self._stored_rows())

    def save(self, *, by) -> bool:
        """Write them. Returns whether they are written; if not, the refusal is among the errors."""
        return attempt(self, lambda: self._save(by)) is True

    def _save(self, by):
        hold(self.project)
        self.refuse_stale()
        left_out = {form.cleaned_data["number"]: form.cleaned_data["reason"] for form in self.rows.left_out}
        tasks = [form.task() for form in self.rows.written]
        actions.write(project=self.project, tasks=tasks, left_out=left_out, by=by)
        return True

    @property
    def _history(self):
        return Task.history.filter(project=self.project)

    def _stored_rows(self):
        return [{name: getattr(one, name) for name in (*TASK_FIELDS, "number")} for one in self.stored]

    def _steps(self):
        return [
            {"text": one.text, "goal": one.deliverable, "person": one.person, "due_on": one.ends_on}
            for one in self.project.steps.all()
        ]


class TaskReportForm(ReportForm):
    """What was done for one task."""

    completes = forms.BooleanField(label=_("With this the task is done: please confirm it"), required=False)
    field_order = ("text", "on")
