"""What the rows of a workbook of plans are held against, in memory: as many queries for one row as for thousands."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Max
from django.utils import timezone

from branches.models import Organisation
from branches.workbooks.directory import Directory
from core.choices import Role
from core.workbooks.numbered.cells import named, signature, within
from pledges.choices import MoveState, PlanKind, PlanState, VersionState
from pledges.lifecycles.plans import writers
from pledges.models import DueMove, Measure, Plan, Update, Version
from pledges.roles import reporting_role
from pledges.workbooks.plans.rows import move_values, report_values
from pledges.workbooks.plans.sheets import MOVES_SHEET, REPORTS_SHEET
from ratings.models import Campaign, Standing, Target
from ratings.rules.succession import holds


@dataclass
class StoredParts:
    """What is stored of one plan: measures and who reported of them by number, granted moves, the last
    version and whether one is in writing."""

    measures: dict[int, Measure] = field(default_factory=dict)
    reporters: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    moves: list[DueMove] = field(default_factory=list)
    version: int = 0
    is_amended: bool = False


class KnownPlans:
    """Organisations, campaigns and plans within `scope` (None: all), and everything of the plans called `numbers`.

    `reports`, `moves`: how often each row of 进展 and 时限调整 is stored, by its cells.
    """

    def __init__(self, scope, numbers: set[str]):
        self.scope = scope
        self.by_department = scope is None or scope.has(Role.DEPARTMENT)
        self.campaigns = {one.code: one for one in Campaign.objects.order_by()}
        self.organisations = {one.code: one for one in within(scope, Organisation)}
        self.directory = Directory(self.organisations)
        self.plans = {str(one.pk): one for one in self._plans()}
        self.parts = defaultdict(StoredParts)
        self.reports, self.moves = Counter(), Counter()
        self._read({plan.pk for number, plan in self.plans.items() if number in numbers})
        self.standings = self._standings()
        relapsed = within(scope, Plan).relapsed_on(timezone.localdate())
        self.relapsed = {one.organisation_id: one for one in relapsed}
        deadlines = Target.objects.order_by().values_list("campaign").annotate(Max("deadline"))
        self.last_deadlines = dict(deadlines)

    def brings(self, plan: Plan) -> bool:
        """Whether the person brings `plan`: the department every one, others what they write."""
        return self.by_department or not writers(plan).isdisjoint(self.scope.roles_at(plan.organisation))

    def reporting_role(self, plan: Plan) -> str:
        """The role in which the person reports of `plan`; "" for the department, which takes over a ledger."""
        return "" if self.by_department else reporting_role(self.scope, plan)

    def tier(self, plan: Plan, day: date) -> int | None:
        """The tier at which who makes `plan` stands on `day`; None without an official rating."""
        found = self.standings[plan.campaign_id, plan.organisation_id]
        return next((tier for tier, since, until in found if holds(since, until, day)), None)

    def taken_up(self, plan: Plan) -> Plan | None:
        """The rectification that did not last and that `plan`, a new one, takes up (R27b); None without one."""
        former = self.relapsed.get(plan.organisation_id) if plan.kind == PlanKind.RECTIFICATION else None
        begins_since = former and (plan.published_on is None or plan.published_on >= former.ended_on)
        return former if begins_since and plan.state != PlanState.ENDED else None

    def _plans(self):
        """Each with the campaign and the organisation in memory already."""
        campaigns = {one.pk: one for one in self.campaigns.values()}
        organisations = {one.pk: one for one in self.organisations.values()}
        for plan in within(self.scope, Plan).order_by("pk"):
            plan.campaign, plan.organisation = campaigns[plan.campaign_id], organisations[plan.organisation_id]
            yield plan

    def _read(self, keys):
        measures = {one.pk: one for one in named(Measure, "plan", keys).order_by("plan_id", "number")}
        for measure in measures.values():
            self.parts[measure.plan_id].measures[measure.number] = measure
        for update in named(Update, "measure__plan", keys).order_by():
            measure = measures[update.measure_id]
            values = report_values(str(measure.plan_id), measure.number, update)
            self.reports[signature(REPORTS_SHEET, values)] += 1
            if update.reported_as:
                self.parts[measure.plan_id].reporters[measure.number].add(update.by_id)
        for move in named(DueMove, "plan", keys).filter(state=MoveState.GRANTED).order_by("decided_on", "pk"):
            self.parts[move.plan_id].moves.append(move)
            number = measures[move.measure_id].number if move.measure_id else None
            self.moves[signature(MOVES_SHEET, move_values(str(move.plan_id), number, move))] += 1
        versions = named(Version, "plan", keys).order_by("number").values_list("plan", "number", "state")
        for plan, number, state in versions:
            parts = self.parts[plan]
            parts.version, parts.is_amended = number, parts.is_amended or state != VersionState.ADOPTED

    def _standings(self):
        found = defaultdict(list)
        rows = Standing.objects.order_by("since").values_list("campaign", "organisation", "tier", "since", "until")
        for campaign, organisation, *standing in rows:
            found[campaign, organisation].append(standing)
        return found
