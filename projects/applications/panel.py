"""What the page of a project shows of its application."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from django.urls import reverse
from django.utils.text import capfirst

from core.scope import Scope
from projects.choices import WITH_MONEY, WRITTEN, FileUse, ProjectState
from projects.models import Project
from projects.parts import writer
from projects.queries.applying.applications import gaps
from projects.rules.applications import TEXTS


@dataclass(frozen=True)
class GapLink:
    """What is missing, in a `sentence`, and where it is written: the `form` and in it the `field` of that id."""

    sentence: str
    form: str
    field: str

    @property
    def address(self) -> str:
        """The way there."""
        return f"{self.form}#{self.field}"


class ApplicationPanel:
    """Of one project, for one person."""

    def __init__(self, project: Project, scope: Scope):
        self.project, self.scope = project, scope

    @property
    def is_folded(self) -> bool:
        """Whether what was applied for steps back: once the project has money, its tasks, reports and money count."""
        return self.project.state in WITH_MONEY

    @property
    def texts(self) -> list[tuple[str, str]]:
        """(heading, text) of what is applied for."""
        project = self.project
        return [(capfirst(project._meta.get_field(name).verbose_name), getattr(project, name)) for name in TEXTS]

    @cached_property
    def members(self) -> list:
        """Its team besides the leader."""
        return list(self.project.members.all())

    @cached_property
    def steps(self) -> list:
        """Its steps."""
        return list(self.project.steps.all())

    @cached_property
    def lines(self) -> list:
        """Its budget."""
        return list(self.project.lines.all())

    @property
    def total(self) -> Decimal:
        """What the budget lines sum to, in yuan."""
        return sum((line.amount for line in self.lines), Decimal(0))

    @property
    def asked(self) -> Decimal:
        """What is applied for of the host, in yuan."""
        return self.total - self.project.own_part

    @cached_property
    def proofs(self) -> list:
        """The files and links that came with it."""
        return list(self.project.files.filter(use=FileUse.APPLICATION))

    @cached_property
    def is_writer(self) -> bool:
        """Whether this person applies for it."""
        return writer(self.project) in self.scope.roles_at(self.project.organisation)

    @property
    def may_write(self) -> bool:
        """Whether this person may write it now: all of it, or the changes that are asked for."""
        return self.is_writer and self.project.state in (*WRITTEN, ProjectState.REVISING)

    @property
    def may_prove(self) -> bool:
        """Whether this person may add and remove proofs now."""
        return self.is_writer and self.project.state in WRITTEN

    @property
    def may_discard(self) -> bool:
        """Whether this person may throw it away."""
        return self.is_writer and self.project.state == ProjectState.DRAFT

    @cached_property
    def gaps(self) -> list[GapLink]:
        """What is still to be written, for who writes it."""
        return gap_links(self.project) if self.may_prove else []


def gap_links(project: Project) -> list[GapLink]:
    """What `project` lacks, each with the way to its field."""
    form = reverse("projects:edit", args=[project.pk])
    return [GapLink(gap.sentence, form, f"id_{gap.field}") for gap in gaps(project)]
