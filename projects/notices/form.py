"""The forms of a notice, of an objection to it, and of the answer."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from core.forms import DateField, LineField, TextField, attempt
from core.models import LINE, TEXT
from core.workflow.forms import few_lines
from projects.actions import notices as actions
from projects.choices import NoticeStage
from projects.models import Notice, Objection
from projects.rules.notices import last_day


class NoticeForm(forms.Form):
    """A notice of `host`: its projects by tick, its days, its title."""

    title = LineField(label=gettext_lazy("Title"), max_length=LINE)
    starts_on = DateField(label=pgettext_lazy("day", "From"))
    ends_on = DateField(
        label=pgettext_lazy("day", "Until"),
        help_text=gettext_lazy("Both days included; five working days are proposed, holidays are not known here."),
    )
    projects = forms.MultipleChoiceField(
        label=gettext_lazy("Projects"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": gettext_lazy("Tick at least one project."),
            "invalid_choice": gettext_lazy(
                "One of them is on a notice already, or has another state by now: look again."
            ),
        },
    )

    def __init__(self, data=None, *, host, stage, projects):
        """`projects`: those that may be told (`projects.queries.notices.choosing.to_be_told`)."""
        self.host, self.stage, self.known = host, stage, {str(one.pk): one for one in projects}
        today = timezone.localdate()
        new = [key for key, one in self.known.items() if not one.was_told]
        title = _("%(year)d: %(stage)s") % {"year": today.year, "stage": NoticeStage(stage).label}
        first = {"title": title, "starts_on": today, "ends_on": last_day(today), "projects": new}
        super().__init__(data, initial=first)
        self.fields["projects"].choices = [(key, _told(one, stage)) for key, one in self.known.items()]

    def save(self, *, by) -> Notice | None:
        """Publish it. Returns the notice; None with the refusal among the errors."""
        facts = self.cleaned_data | {"projects": [self.known[key] for key in self.cleaned_data["projects"]]}
        return attempt(self, lambda: actions.publish(host=self.host, stage=self.stage, **facts, by=by))


class ObjectionForm(forms.Form):
    """Which project somebody objects to, when it came in, from whom, what it says."""

    entry = forms.ChoiceField(label=gettext_lazy("Project"))
    on = DateField(label=gettext_lazy("Received on"))
    source = LineField(
        label=gettext_lazy("From whom"),
        max_length=LINE,
        required=False,
        help_text=gettext_lazy("Stays inside; empty for somebody who does not say."),
    )
    text = TextField(label=gettext_lazy("Objection"), max_length=TEXT, widget=few_lines())

    def __init__(self, data=None, *, entries):
        self.entries = {str(one.pk): one for one in entries}
        super().__init__(data, initial={"on": timezone.localdate()})
        self.fields["entry"].choices = [("", "—"), *((key, one.title) for key, one in self.entries.items())]

    def save(self, *, by) -> Objection | None:
        """Note it. Returns it; None with the refusal among the errors."""
        facts = self.cleaned_data | {"entry": self.entries[self.cleaned_data["entry"]]}
        return attempt(self, lambda: actions.note(**facts, by=by))


class AnswerForm(forms.Form):
    """What is answered to an objection."""

    answer = TextField(label=gettext_lazy("Answer"), max_length=TEXT, widget=few_lines())

    def save(self, *, objection: Objection, by) -> bool:
        """Answer it. Returns whether it was done; else the refusal is among the errors."""

        def answered():
            actions.answer(objection=objection, answer=self.cleaned_data["answer"], by=by)
            return True

        return bool(attempt(self, answered))


def _told(project, stage):
    """What the tick of `project` says."""
    parts = [project.title, project.organisation.name, project.leader]
    if stage == NoticeStage.ACCEPTANCE:
        parts.append(str(project.get_grade_display()))
    if project.was_told:
        parts.append(_("was on a notice before"))
    return " · ".join(filter(None, parts))
