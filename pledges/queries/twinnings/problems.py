"""What is to be put right at a helped branch, for who helps it: help is to fit the problem (N12)."""

from dataclasses import dataclass
from datetime import date

from branches.models import Organisation
from core.reporting.choices import ReportedState
from pledges.choices import PlanKind, ProblemType
from pledges.models import Plan


@dataclass(frozen=True)
class HelpedProblems:
    """What the rectification in force says: types and text of the problems, and measures that are not done yet."""

    types: list[str]
    problems: str
    measures: list[str]


def problems_of(helped: Organisation, on: date) -> HelpedProblems | None:
    """The HelpedProblems of a `helped` branch; None without a rectification in force on day `on`. Two queries."""
    rows = Plan.objects.in_force_on(on).filter(organisation=helped, kind=PlanKind.RECTIFICATION)
    plan = rows.order_by("-published_on", "-pk").first()
    if plan is None:
        return None
    open_ones = plan.measures.filter(dropped_on=None).exclude(state=ReportedState.DONE).order_by("number")
    types = [str(ProblemType(one).label) for one in plan.problem_types]
    return HelpedProblems(types, plan.problems, list(open_ones.values_list("text", flat=True)))
