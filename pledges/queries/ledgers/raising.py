"""What the ledger of raising tells of each branch as of a day: where it began, what it set out to do, who helps it and
whom it follows, how far it has come (R3, R24, R26, R35)."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet

from branches.as_of import names_on
from branches.models import Organisation
from pledges.choices import BRANCH_PLANS, COVERING, PlanKind, PlanOutcome
from pledges.models import Plan, Twinning
from pledges.queries.benchmarks.followings import followings
from pledges.queries.plans.ledger import LedgerLine, PlanOwner, ledger_lines, owners_on
from ratings.choices import Tier
from ratings.models import Campaign, Rating, Round, Standing
from ratings.queries.board import targets_of
from ratings.queries.census import counted_kinds
from ratings.rules.progress import TargetRule


@dataclass(frozen=True)
class RaisingLine:
    """A branch `on` a day: its `baseline` rating, its `standings` up to then, its `plan` (None: it has none), the names
    of who `helpers` were and of the branches it `follows`, the day a rectification of it was last `settled_on`, and the
    `target` of the campaign it belongs to, the nearest open one, else the last (None: to none)."""

    on: date
    owner: PlanOwner
    baseline: Rating
    standings: Sequence[Standing]
    plan: LedgerLine | None
    helpers: Sequence[str]
    follows: Sequence[str]
    settled_on: date | None
    target: TargetRule | None

    @property
    def goal(self) -> Tier | None:
        """The tier that its plan promises, else that of its target."""
        goal = self.plan.text.goal if self._promises else self.target and self.target.to_tier
        return Tier(goal) if goal else None

    @property
    def due_on(self) -> date | None:
        """The day by which it is to stand there; that of a plan which promises no tier where no target asks for one."""
        if self.target and not self._promises:
            return self.target.deadline
        return self.plan and self.plan.due_on

    @property
    def _promises(self):
        return self.plan is not None and self.plan.text.goal is not None

    @property
    def is_reached(self) -> bool | None:
        """Whether it stands at its goal, after the due day whether it stood there then (R6, R27); None without one."""
        stood = self.goal and self._standing_on(min(self.on, self.due_on))
        return stood.tier >= self.goal if stood else None

    @property
    def standing(self) -> Standing | None:
        """The standing that counts, None without one."""
        return self._standing_on(self.on)

    def _standing_on(self, day):
        return next((one for one in self.standings if one.since <= day and (not one.until or day < one.until)), None)

    @property
    def round(self) -> Round | None:
        """The round whose rating counts."""
        return self.standing and self.standing.rating.round

    @property
    def score(self) -> Decimal | None:
        """The score of that rating."""
        return self.standing and self.standing.rating.score

    @property
    def is_rated_again(self) -> bool:
        """Whether a later rating than the baseline counts."""
        return self.standing is not None and self.standing.rating_id != self.baseline.pk


def raised(campaign: Campaign | None, rows: QuerySet[Organisation], on: date) -> QuerySet[Organisation]:
    """Those of `rows` that `campaign` counts among the branches (R11), open on day `on` and with a baseline by then."""
    if campaign is None:
        return rows.none()
    rated = _baselines(campaign, on).order_by().values("organisation")
    return rows.open_on(on).filter(kind__in=counted_kinds(campaign), pk__in=rated).order_by("path")


def raising_lines(campaign: Campaign, branches: Sequence[Organisation], on: date) -> list[RaisingLine]:
    """The RaisingLines of `branches` (as `raised` gives them), in their order; a constant number of queries."""
    owners, targets = owners_on(campaign, branches, on), targets_of(campaign)
    rated = _baselines(campaign, on).filter(organisation__in=branches).only("organisation", "tier", "score")
    baselines = {one.organisation_id: one for one in rated}
    standings = _standings(campaign, branches, on)
    plans, settled = _plans(campaign, branches, on), _settled(campaign, branches, on)
    helpers, follows = _helpers(branches, on), _follows(campaign, branches, on)
    return [
        RaisingLine(
            on=on,
            owner=owners[one.pk],
            baseline=baselines[one.pk],
            standings=standings[one.pk],
            plan=plans.get(one.pk),
            helpers=helpers[one.pk],
            follows=follows[one.pk],
            settled_on=settled.get(one.pk),
            target=_target([rule for rule in targets if baselines[one.pk].tier in rule.from_tiers], on),
        )
        for one in branches
    ]


def _target(rules, on):
    """The nearest one of `rules` that is open on the day, else the last; None without any."""
    return next((rule for rule in rules if on <= rule.deadline), rules[-1] if rules else None)


def _standings(campaign, branches, on) -> dict[int, list[Standing]]:
    """{primary key of a branch: its standings up to the day}."""
    rows = Standing.objects.filter(campaign=campaign, organisation__in=branches, since__lte=on)
    found = defaultdict(list)
    rows = rows.select_related("rating__round").order_by("since")
    for one in rows.only("organisation", "tier", "since", "until", "rating__score", "rating__round__name"):
        found[one.organisation_id].append(one)
    return found


def _baselines(campaign, on):
    official = Rating.objects.official().filter(round__campaign=campaign)
    return official.filter(round__is_baseline=True, round__reference_date__lte=on)


def _plans(campaign, branches, on) -> dict[int, LedgerLine]:
    """{primary key of a branch: its plan}: one in force before one that had ended, one that promises a tier before an
    activity plan, else the last one."""
    rows = Plan.objects.filter(campaign=campaign, organisation__in=branches, kind__in=BRANCH_PLANS).begun_by(on)
    rows = rows.select_related("organisation", "satisfaction", "look_back").order_by("published_on", "pk")
    chosen = {}
    for plan in sorted(rows, key=lambda plan: (plan.ended_on is None or plan.ended_on > on, plan.kind in COVERING)):
        chosen[plan.organisation_id] = plan
    return {line.plan.organisation_id: line for line in ledger_lines(campaign, list(chosen.values()), on)}


def _settled(campaign, branches, on) -> dict[int, date]:
    """{primary key of a branch: when a rectification of it was last settled}."""
    rows = Plan.objects.filter(campaign=campaign, organisation__in=branches, kind=PlanKind.RECTIFICATION)
    settled = rows.filter(outcome=PlanOutcome.SETTLED, ended_on__lte=on).order_by("ended_on")
    return dict(settled.values_list("organisation", "ended_on"))


def _helpers(branches, on) -> dict[int, list[str]]:
    """{primary key of a branch: who helped it on the day}."""
    twinnings = Twinning.objects.in_force_on(on).filter(helped__in=branches).with_people().order_by("starts_on", "pk")
    rows = list(twinnings)
    names = names_on({one.helper for one in rows if one.helper}, on)
    return _grouped((one.helped_id, names.get(one.helper_id, one.helper_called)) for one in rows)


def _follows(campaign, branches, on) -> dict[int, list[str]]:
    """{primary key of a branch: whom it followed on the day so that it counted}."""
    following = followings(campaign, Organisation.objects.filter(pk__in=[one.pk for one in branches]))
    held = [one for branch in branches for one in following.counting(branch.pk, on)]
    names = names_on({one.followed for one in held}, on)
    return _grouped((one.follower_id, names[one.followed_id]) for one in held)


def _grouped(pairs: Iterable[tuple[int, str]]):
    found = defaultdict(list)
    for key, name in pairs:
        found[key].append(name)
    return found
