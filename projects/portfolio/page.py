"""What the page of a project shows: where it stands, what may be done, and a panel of each room."""

from functools import cached_property

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.choices import Role
from core.scope import Scope
from core.workflow.bar import WorkflowBar, bar
from core.workflow.lifecycle import own_part
from core.workflow.verbs import VerbButton
from projects.acceptance.panel import AcceptancePanel
from projects.addresses import waited_at
from projects.applications.panel import ApplicationPanel
from projects.choices import ENDED, ProjectState
from projects.lifecycles.projects import table
from projects.models import Project
from projects.money.panel import MoneyPanel
from projects.portfolio.verbs import VERBS
from projects.queries.waiting import next_role, waiting_at
from projects.reviews.panel import ReviewPanel
from projects.tasks.panel import TaskPanel

S = ProjectState
WAY = (S.DRAFT, S.SUBMITTED, S.SUPPORTED, S.REVIEWING, S.NOTICE, S.RUNNING, S.ACCEPTING, S.CLOSING, S.ACCEPTED)
ASIDE = {
    S.RETURNED: S.DRAFT,
    S.REVISING: S.REVIEWING,
    S.CONFIRMING: S.REVIEWING,
    S.CORRECTING: S.RUNNING,
    S.AMENDING: S.ACCEPTING,
}


class ProjectPage:
    """A project for one person."""

    def __init__(self, project: Project, scope: Scope):
        self.project, self.scope = project, scope

    @cached_property
    def lifecycle(self):
        """Its table of transitions."""
        return table(self.project)

    @cached_property
    def verbs(self) -> list[tuple[VerbButton, str]]:
        """What this person's role may do with it now, beside each why not this person or not yet ("": nothing);
        what brings it further stands first."""
        found = [one for one in self.lifecycle.open_to(self.project.state, self._held) if one.name in VERBS]
        return [(self._button(one), self._hindrance(one)) for one in sorted(found, key=lambda one: one.remark)]

    @cached_property
    def hindered(self) -> dict[str, list]:
        """{why not: what cannot be done for that reason}, in the order of the verbs."""
        found = {}
        for button, hindrance in self.verbs:
            if hindrance:
                found.setdefault(hindrance, []).append(str(button.transition.label))
        return found

    @cached_property
    def waiting(self) -> list[tuple[str, str]]:
        """(what it waits for at this person, where that is done), besides what the verbs do."""
        found = [(kind.label, waited_at(self.project, kind)) for kind in waiting_at(self.project, self._held)]
        return [*self._to_write, *((label, address) for label, address in found if address)]

    @property
    def _to_write(self):
        """What who carries it out writes next."""
        if self.application.may_write:
            yield _("Go on writing the application"), reverse("projects:edit", args=[self.project.pk])
        if self.tasks.may_write and not self.tasks.tasks:
            yield _("Set down its tasks"), reverse("projects:tasks_edit", args=[self.project.pk])
        for due in (one.due for one in self.acceptance.reports if one.writes):
            told = _("%(report)s, due on %(day)s") % {"report": due.kind.label, "day": date_format(due.due_on)}
            yield told, reverse("projects:report_write", args=[self.project.pk, due.kind])

    @cached_property
    def workflow(self) -> WorkflowBar | None:
        """Its way and who acts next; None once it has ended otherwise than accepted."""
        state = S(self.project.state)
        if state in ENDED and state != S.ACCEPTED:
            return None
        is_checked = any(one.name == "support" for one in self.lifecycle.transitions)
        way = [one for one in WAY if one != S.SUBMITTED or is_checked]
        role = next_role(self.project)
        return bar(way, ASIDE.get(state, state), str(Role(role).label) if role else "")

    @cached_property
    def application(self) -> ApplicationPanel:
        """What is applied for."""
        return ApplicationPanel(self.project, self.scope)

    @cached_property
    def review(self) -> ReviewPanel:
        """How it was judged and decided."""
        return ReviewPanel(self.project, self.scope)

    @cached_property
    def tasks(self) -> TaskPanel:
        """What is to be done."""
        return TaskPanel(self.project, self.scope)

    @cached_property
    def acceptance(self) -> AcceptancePanel:
        """Reports, changes, its acceptance."""
        return AcceptancePanel(self.project, self.scope)

    @cached_property
    def money(self) -> MoneyPanel:
        """Its money."""
        return MoneyPanel(self.project, self.scope)

    @cached_property
    def _held(self):
        return self.scope.roles_at(self.project.organisation)

    def _button(self, transition):
        return VerbButton(transition, at_once=False, primary=not transition.remark)

    def _hindrance(self, transition):
        return own_part(self.project, transition, self.scope.user) or VERBS[transition.name].hinders(self.project)
