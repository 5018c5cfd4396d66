"""What the ledgers of projects tell of each as of a day, by history: what was approved by then, and what became of it.

What stood of a project's money then are its sums as they were stored: each entry moves them when it is entered, and
when it is made void.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Min, Q, QuerySet
from django.utils import timezone

from branches.as_of import Owner, owners_on
from branches.models import Organisation
from core.history import as_of
from core.scope import Scope
from projects.addresses import project_address
from projects.choices import ENDED, PanelStage, ProjectState
from projects.models import Panel, Project, TeamMember
from projects.queries.on_day import projects_on
from projects.queries.reviews import results_by
from projects.rules.money import MoneyTable
from projects.rules.review import PanelResult

APPROVED = Q(granted__isnull=False) & ~Q(state=ProjectState.REJECTED) & ~Q(state=ProjectState.WITHDRAWN, number="")
JUDGED = ~Q(grade="")


@dataclass(frozen=True)
class ProjectLine:
    """A project as its row (`told`) left it at the end of a day; `owner`: who carried it out, `supporting`: name of the
    branch that supports a unit's; `result` of the experts who accepted it (None: no panel had ended), and when that was
    (`accepted_on`)."""

    told: Project
    owner: Owner
    members: tuple[str, ...]
    supporting: str = ""
    result: PanelResult | None = None
    accepted_on: date | None = None

    @property
    def address(self) -> str:
        """Its page."""
        return project_address(self.told.id)

    @property
    def branch(self) -> str:
        """The branch that carries it out or supports it, "" without one."""
        return self.supporting if self.owner.organisation.is_unit else self.owner.name

    @property
    def money(self) -> MoneyTable:
        """Its sums on the day."""
        return MoneyTable(self.told.granted, self.told.own_granted, self.told.advanced, self.told.spent)


def approved_lines(scope: Scope, on: date, members: QuerySet[Organisation] | None) -> list[ProjectLine]:
    """What was approved by the end of day `on`, of `members` (None: of all within `scope`), in the order of the tree: a
    fixed number of queries."""
    return _lines(_told(scope, on, members, APPROVED), on)


def judged_lines(scope: Scope, on: date, members: QuerySet[Organisation] | None) -> list[ProjectLine]:
    """What was graded by the end of day `on`, of `members`, as `approved_lines`."""
    return _lines(_told(scope, on, members, APPROVED & JUDGED), on, judged=True)


def _told(scope, on, members, condition):
    rows = projects_on(scope.of(Project), on).filter(condition)
    if members is not None:
        rows = rows.filter(organisation__in=members.order_by().values("pk"))
    return list(rows.select_related("organisation", "supporting").order_by("organisation__path", "number", "id"))


def _lines(told, on, *, judged=False):
    keys = [one.id for one in told]
    owners, teams = owners_on({one.organisation for one in told}, on), _teams(keys, on)
    results, days = (_results(keys, on), _graded(told, on)) if judged else ({}, {})
    return [
        ProjectLine(
            told=one,
            owner=owners[one.organisation_id],
            members=tuple(teams[one.id]),
            supporting=one.supporting.name if one.supporting else "",
            result=results.get(one.id),
            accepted_on=days.get(one.id),
        )
        for one in told
    ]


def _teams(keys, on):
    """{primary key of a project: the names of its team on the day}."""
    found = defaultdict(list)
    for one in as_of(TeamMember, on).filter(project_id__in=keys).order_by("number"):
        found[one.project_id].append(one.name)
    return found


def _graded(told, on):
    """{primary key of a project: the day on which it got its grade}; of one taken over from a ledger the day it
    ended."""
    keys = [one.id for one in told]
    rows = Project.history.filter(id__in=keys, state=ProjectState.CLOSING).exclude(grade="").order_by()
    rows = rows.filter(history_date__date__lte=on).values_list("id", "grade").annotate(at=Min("history_date"))
    graded = {(key, grade): timezone.localdate(at) for key, grade, at in rows}
    return {one.id: graded.get((one.id, one.grade)) or (one.ended_on if one.state in ENDED else None) for one in told}


def _results(keys, on):
    """{primary key of a project: what the sheets of its acceptance came to}, where the panel that stood on the day had
    ended by then."""
    stood = Q(former_since=None) | Q(former_since__date__gt=on)
    ended = Q(closed_at__date__lte=on) | Q(due_on__lt=on)
    panels = Panel.objects.filter(stood, ended, project__in=keys, stage=PanelStage.ACCEPTANCE)
    return results_by(panels.order_by())
