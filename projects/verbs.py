"""Verbs of a project as its pages know them: each room declares its own, `projects.portfolio` shows them all."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django import forms

from core.workflow.forms import ReturnForm, WithdrawalForm, reason_form
from core.workflow.verbs import Verb
from projects.models import Project


def _nothing(project):
    return ""


def _no_sentences(project):
    return ()


@dataclass(frozen=True)
class ProjectVerb(Verb):
    """A verb of a project: `act(project=, by=, **what the form asks)`; its `form` is an AboutProject.

    `hinders`: why it cannot be done yet, in a sentence ("": nothing does); `tells`: sentences of what it will do, shown
    before it is confirmed.
    """

    hinders: Callable[[Project], str] = _nothing
    tells: Callable[[Project], Sequence[str]] = _no_sentences


class AboutProject(forms.Form):
    """A form that knows the project it is about."""

    def __init__(self, data=None, *, project: Project, **kwargs):
        self.project = project
        super().__init__(data, **kwargs)


class ProjectReturnForm(AboutProject, ReturnForm):
    """Why a project goes back."""


class ProjectWithdrawalForm(AboutProject, WithdrawalForm):
    """Why a project is withdrawn."""


def project_reason_form(label) -> type[AboutProject]:
    """A form about a project that asks for a reason, called `label`, and nothing else."""
    return type("ProjectReasonForm", (AboutProject, reason_form(label)), {})
