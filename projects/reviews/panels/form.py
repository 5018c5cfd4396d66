"""The form that assigns experts to one project or to several, with what bars whom (R37)."""

from dataclasses import dataclass, field
from datetime import timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.forms import DateField, attempt
from projects.actions import reviews as actions
from projects.choices import PanelStage, SheetState
from projects.models import Expert
from projects.queries.judging.experts import conflicts
from projects.rules.conflicts import BARRED, ConflictFound

DAYS = 14  # proposed where the call says no day, or one that has passed


@dataclass
class ExpertRow:
    """An expert to be ticked; `tells`: what was found, in sentences; `asks`: (value, sentence) of what an officer
    confirms; `is_free`: of nothing that bars from all of it."""

    expert: Expert
    is_free: bool = True
    tells: list[str] = field(default_factory=list)
    asks: list[tuple[str, str]] = field(default_factory=list)

    @property
    def value(self) -> str:
        """What its tick sends."""
        return str(self.expert.pk)


class AssignForm(forms.Form):
    """Experts by tick, until when they judge; a name of the team is confirmed by a tick of its own."""

    experts = forms.MultipleChoiceField(label=gettext_lazy("Experts"), required=False)
    others = forms.MultipleChoiceField(label=gettext_lazy("Another person"), required=False)
    due_on = DateField(
        label=gettext_lazy("Sheets until"),
        help_text=gettext_lazy("To the end of that day; it can be moved to a later one while the panel is open."),
    )

    def __init__(self, data=None, *, projects, stage, experts, panels, seats):
        """`experts`: who may be assigned at all; `panels` and `seats`: what there is of `projects` at `stage`."""
        self.projects, self.stage, self.known = projects, stage, {str(one.pk): one for one in experts}
        self.panels = {one.project_id: one for one in panels}
        self.seated = {(one.panel.project_id, one.expert_id): one.state for one in seats}
        self.found = conflicts(projects, experts)
        super().__init__(data, initial={"due_on": self._proposed()})
        self.rows = [self._row(one) for one in experts]
        able = [row for row in self.rows if row.is_free]
        self.fields["experts"].choices = [(row.value, row.expert.user.name) for row in able]
        self.fields["others"].choices = [ask for row in able for ask in row.asks]

    @property
    def free_rows(self) -> list[ExpertRow]:
        """Those who are not on every panel already."""
        return [row for row in self.rows if any((one.pk, row.expert.pk) not in self.seated for one in self.projects)]

    def save(self, *, by) -> bool:
        """Assign them. Returns whether it was done; else the refusal is among the errors."""
        return bool(attempt(self, lambda: self._assign(by)))

    def _assign(self, by):
        wanted = [one for one in self.projects if self._changes(one)] or self.projects
        others = {tuple(int(key) for key in pair.split("-")) for pair in self.cleaned_data["others"]}
        experts = {one: self._ticked_for(one) for one in wanted}
        actions.assign(stage=self.stage, experts=experts, due_on=self.cleaned_data["due_on"], others=others, by=by)
        return True

    def _ticked_for(self, project):
        ticked = [self.known[key] for key in self.cleaned_data["experts"]]
        return [one for one in ticked if self.found.get((project.pk, one.pk)) not in BARRED]

    def _changes(self, project):
        panel = self.panels.get(project.pk)
        later = panel and self.cleaned_data["due_on"] > panel.due_on
        return later or any((project.pk, one.pk) not in self.seated for one in self._ticked_for(project))

    def _row(self, expert):
        found = [(one, self.found.get((one.pk, expert.pk))) for one in self.projects]
        barred = [one for one, conflict in found if conflict in BARRED]
        away = [one for one in self.projects if self.seated.get((one.pk, expert.pk)) == SheetState.RECUSED]
        named = [one for one, conflict in found if conflict == ConflictFound.SAME_NAME]
        return ExpertRow(
            expert,
            is_free=len({one.pk for one in (*barred, *away)}) < len(self.projects),
            tells=[self._told(one, conflict.label) for one, conflict in found if conflict],
            asks=[(_pair(one, expert), self._told(one, _("It is another person."))) for one in named],
        )

    def _told(self, project, sentence):
        if len(self.projects) == 1:
            return str(sentence)
        return _("“%(title)s”: %(sentence)s") % {"title": project.title, "sentence": sentence}

    def _proposed(self):
        """The latest day of the panels there are; else that of the call, or two weeks from today."""
        today = timezone.localdate()
        days = [one.due_on for one in self.panels.values()]
        if self.stage == PanelStage.APPLICATION:
            days += [one.call.judge_by for one in self.projects if one.call]
        latest = max(days, default=today)
        return latest if latest > today else today + timedelta(days=DAYS)


def _pair(project, expert):
    return f"{project.pk}-{expert.pk}"
