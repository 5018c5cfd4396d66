"""What is written about a project: the five fields of a task, the texts of its reports, as values."""

from dataclasses import asdict, dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from projects.choices import ReportKind
from projects.models import Task

TASK_FIELDS = ("person", "text", "goal", "duty", "due_on")


@dataclass(frozen=True)
class TaskText:
    """The five-fixed fields (五定) of a task; `number` None: a new one."""

    person: str
    text: str
    goal: str
    duty: str
    due_on: date
    number: int | None = None

    @property
    def said(self) -> dict:
        """{field: value} of the five."""
        return {name: value for name, value in asdict(self).items() if name in TASK_FIELDS}


def task_text(task: Task) -> TaskText:
    """What a `task` says."""
    return TaskText(**{name: getattr(task, name) for name in (*TASK_FIELDS, "number")})


@dataclass(frozen=True)
class Heading:
    """A text of a report: its `name` in the content, the `label` above it, a `hint` for who writes it."""

    name: str
    label: str | Promise
    hint: str | Promise = ""


REPORT_TEXTS = {
    ReportKind.MIDTERM: (
        Heading("progress", _("Progress and results so far")),
        Heading("adjustments", _("Adjustments"), _("What was changed because things had changed; “none” if nothing.")),
        Heading("not_done", _("Not done as planned, and why"), _("Honest: it is what the check looks at first.")),
        Heading("next_steps", _("Use of the money and next steps")),
        Heading("problems", _("Problems and suggestions")),
    ),
    ReportKind.FINAL: (
        Heading("significance", _("Significance of the project")),
        Heading("practice", _("Main practice"), _("What was done, step by step.")),
        Heading("results", pgettext_lazy("final report", "Results"), _("What changed for members and people.")),
        Heading("novelty", _("What is new and special")),
        Heading("problems", _("Problems and suggestions")),
        Heading("value", _("Value for others")),
        Heading("outputs", _("List of results"), _("Documents, articles, films, systems; the files are added below.")),
        Heading("assessment", _("Self-assessment")),
    ),
}


def headings_of(kind: str) -> tuple[Heading, ...]:
    """The texts of a report of `kind`, in their order."""
    return REPORT_TEXTS[ReportKind(kind)]
