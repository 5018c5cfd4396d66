"""What the page of a project shows of this room: for applicants what was decided, for who decides or looks on also by
which sheets."""

from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from core.choices import Role
from core.scope import Scope
from projects.actions.reviews.checks import lines_told
from projects.choices import PanelStage, ProjectState
from projects.models import Panel, Project
from projects.parts import decider
from projects.queries.reviews import SEATS, ExpertSheet, criteria_of, is_judged, results_by, sheets_of
from projects.reviews.verbs import result_told
from projects.rules.review import PanelResult

LOOK_ON = frozenset({Role.DEPARTMENT, Role.VIEWER})


@dataclass(frozen=True)
class JudgedStage:
    """The sheets of one stage and what they come to; `told`: the result in a sentence."""

    panel: Panel
    sheets: list[ExpertSheet]
    result: PanelResult | None

    @property
    def label(self) -> str:
        """What was judged; of a former panel, that a correction came afterwards."""
        label = self.panel.get_stage_display()
        return _("%(stage)s, before the correction") % {"stage": label} if self.panel.former_since else label

    @property
    def told(self) -> str:
        """The result in a sentence; "" without a sheet."""
        return result_told(self.result)


class ReviewPanel:
    """Of one project, for one person."""

    def __init__(self, project: Project, scope: Scope):
        self.project, self.scope = project, scope

    @cached_property
    def decides(self) -> bool:
        """Whether this person decides it."""
        return decider(self.project) in self._held

    @cached_property
    def stages(self) -> list[JudgedStage]:
        """What was judged, for who decides or looks on; nothing for applicants."""
        if not (self.decides or self._held & LOOK_ON):
            return []
        return [self._judged(one) for one in self.project.panels.order_by("pk").prefetch_related(SEATS)]

    @property
    def notices(self) -> list:
        """The entries of public notices that name it."""
        return list(self.project.notice_entries.select_related("notice").order_by("pk"))

    @property
    def to_assign(self) -> PanelStage | None:
        """At which stage this person assigns experts now."""
        if not self.decides:
            return None
        return next((stage for stage in PanelStage if is_judged(self.project, stage)), None)

    @property
    def lines_told(self) -> str:
        """By how much the budget lines differ from what is offered, while changes are asked for."""
        if self.project.state != ProjectState.REVISING or self.project.offered is None:
            return ""
        return lines_told(self.project, self.project.offered, self.project.own_offered)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show yet."""
        return not (self.project.verdict or self.stages or self.to_assign)

    @property
    def _held(self):
        return self.scope.roles_at(self.project.organisation)

    def _judged(self, panel):
        criteria = criteria_of(self.project, panel.stage)
        result = results_by([panel]).get(self.project.pk)
        return JudgedStage(panel, sheets_of(panel, criteria), result)
