"""What the letter of a pledge says (N08): in Chinese whatever the language of the page, as all official papers."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from branches.as_of import secretary_on
from core.names import fold
from core.reporting.choices import ReportedState
from pledges.models import Measure, Plan
from pledges.texts import counted
from ratings.choices import TIER_WORDS, Tier
from ratings.queries.cohort import standings_on

NOTHING = "—"


@dataclass(frozen=True)
class LetterRow:
    """One measure: what, by when, who, what became of it."""

    number: int
    text: str
    due_on: date
    person: str
    done: str


@dataclass(frozen=True)
class Letter:
    """The head of the letter and its rows; `promised_on` None: to be filled in by hand."""

    campaign: str
    branch: str
    secretary: str
    members: str
    standing: str
    goal: str
    due_on: date
    promised_on: date | None
    rows: tuple[LetterRow, ...]


def letter_of(plan: Plan) -> Letter:
    """The letter of `plan`, a pledge, as of today: three queries."""
    today, organisation = timezone.localdate(), plan.organisation
    secretary = fold(secretary_on(organisation, today))
    responsible = fold(plan.responsible) or secretary or NOTHING
    measures = plan.measures.filter(dropped_on=None).order_by("number")
    return Letter(
        campaign=fold(plan.campaign.name),
        branch=fold(organisation.name),
        secretary=secretary or NOTHING,
        members=NOTHING if organisation.members is None else f"{organisation.members}名",
        standing=_standing(plan, today),
        goal=_word(plan.goal),
        due_on=plan.due_on,
        promised_on=plan.published_on,
        rows=tuple(_row(number, row, plan, responsible) for number, row in enumerate(measures, 1)),
    )


def _standing(plan, today):
    """The tier today. The letter hangs on a wall, where the lowest one is not told (R27a)."""
    tier = standings_on(plan.campaign, today, [plan.organisation]).values_list("tier", flat=True).first()
    return NOTHING if tier in (None, Tier.LAGGING) else _word(tier)


def _word(tier):
    return NOTHING if tier is None else TIER_WORDS[Tier(tier).identifier]


def _row(number, measure: Measure, plan, responsible):
    return LetterRow(
        number=number,
        text=fold(measure.text) + (f"（{counted(measure)}）" if counted(measure) else ""),
        due_on=measure.due_on or plan.due_on,
        person=fold(measure.person) or responsible,
        done="已完成" if measure.state == ReportedState.DONE else "",
    )
