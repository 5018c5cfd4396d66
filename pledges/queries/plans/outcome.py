"""What became of a pledge, as the facts say (R27)."""

from dataclasses import dataclass

from pledges.models import Measure, Plan
from pledges.rules.outcome import Proposal, propose
from ratings.models import Rating, Round
from ratings.queries.cohort import standings_on


@dataclass(frozen=True)
class OutcomeProposal:
    """What is proposed; nothing while the ratings of `waiting` rounds are not official."""

    found: Proposal | None
    waiting: list[Round]

    @property
    def outcome(self):
        """The proposed outcome, "" while nothing is."""
        return self.found.outcome if self.found else ""


def proposal(plan: Plan) -> OutcomeProposal:
    """The outcome of `plan`, a pledge that was published, as the rule proposes it: four queries."""
    waiting = list(_waiting(plan))
    if waiting:
        return OutcomeProposal(None, waiting)
    measures = Measure.objects.filter(plan=plan, dropped_on=None).order_by("number")
    return OutcomeProposal(
        propose(
            goal=plan.goal,
            due=plan.due_on,
            standing=_tier(plan, plan.due_on),
            before=_tier(plan, plan.published_on),
            done_on=list(measures.values_list("done_on", flat=True)),
        ),
        [],
    )


def _waiting(plan):
    """The rounds that fall into the pledge's time and in which its branch is not officially rated yet."""
    official = Rating.objects.official().filter(organisation=plan.organisation).order_by().values("round")
    between = {"reference_date__gt": plan.published_on, "reference_date__lte": plan.due_on}
    rounds = Round.objects.filter(campaign=plan.campaign, **between)
    return rounds.exclude(pk__in=official).order_by("reference_date")


def _tier(plan, on):
    return standings_on(plan.campaign, on, [plan.organisation]).values_list("tier", flat=True).first()
