"""Histories: what people do in a year, drawn at random, carried out by the verbs and noted in a `Book`.

A `Step` is carried out on its day; what the site refuses is not noted.
"""

from datetime import date, timedelta
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import strategies as st

from branches.models import Organisation
from pledges import actions
from pledges.choices import PlanKind, PlanOutcome
from ratings import actions as grading
from ratings.choices import State, Tier
from ratings.models import Rating
from ratings.rules.progress import TargetRule
from tests.pledges.book import Book, PlanNote, TargetNote
from tests.pledges.made import on, submitted, text
from tests.world import SUBMITTED_AT, add_round, close, move, open_campaign, rate

BRANCHES = ("0101", "0102", "0103", "0201", "0202", "03")
UNITS = ("01", "02")
LAST = 60


def day_of(number) -> date:
    """The date of a history's day; the baseline's reference date is day 0."""
    return date(2012, 4, 1) + timedelta(days=number)


class Step(NamedTuple):
    """`later` days after the step before; the numbers choose whom and how."""

    later: int
    act: str
    who: int
    how: int
    much: int


class History:
    """A campaign of its own with three rounds and two targets, what is done in it, and the book of it."""

    def __init__(self):
        self.campaign = open_campaign("h", baseline_on=day_of(0), later_on=day_of(15))
        add_round(self.campaign, "h-3", day_of(35))
        self.rounds = list(self.campaign.rounds.order_by("reference_date"))
        self.book = Book([one.reference_date for one in self.rounds], frozenset({"03"}), [])
        self.book.unit = {code: code[:2] for code in BRANCHES}
        self.plans = []
        self._targets(day_of(0), 0, 0, 0)

    def carry_out(self, steps):
        """Every step on its day."""
        day = 0
        for step in steps:
            day = min(day + step.later, LAST)
            try:
                with on(day_of(day)), transaction.atomic():
                    getattr(self, f"_{step.act}")(day_of(day), step.who, step.how, step.much)
            except ValidationError:
                continue

    def _rate(self, _day, who, how, much):
        code, round_ = BRANCHES[who % 6], self.rounds[how % 3]
        tier = Tier(much % 4 or 4)
        rate(org(code), round_, tier)
        self._official(code, round_, tier)

    def _official(self, code, round_, tier):
        self.book.official[code, round_.reference_date] = tier
        if round_ == self.rounds[0]:
            self.book.cohort_unit.setdefault(code, self.book.unit[code])

    def _reopen(self, _day, who, how, _much):
        code, round_ = BRANCHES[who % 6], self.rounds[how % 3]
        grading.reopen(rows=Rating.objects.filter(organisation__code=code, round=round_), reason="有误", by=None)
        self.book.official.pop((code, round_.reference_date))

    def _approve(self, _day, who, how, much):
        """What was reopened is approved again, with whatever tier."""
        code, round_ = BRANCHES[who % 6], self.rounds[how % 3]
        rows = Rating.objects.filter(organisation__code=code, round=round_, state=State.RETURNED)
        rows.update(state=State.SUBMITTED, submitted_at=SUBMITTED_AT, tier=much % 4 or 4, score=None)
        grading.approve(rows=Rating.objects.filter(organisation__code=code, round=round_), by=None)
        self._official(code, round_, much % 4 or 4)

    def _promise(self, day, who, how, much):
        code, kind = BRANCHES[who % 6], (PlanKind.PLEDGE, PlanKind.RECTIFICATION)[how % 2]
        goal, due_on = Tier(4 - much % 3), day + timedelta(days=5 * (how // 2 % 10))
        plan = submitted(org(code), self.campaign, kind, goal=goal, due_on=due_on)
        actions.adopt(plan=plan, by=None)
        self.plans.append((plan, PlanNote(code, day, [(day, goal)], [(day, due_on)])))
        self.book.plans.append(self.plans[-1][1])

    def _withdraw(self, day, who, _how, _much):
        plan, note = self._plan(who)
        actions.withdraw(plan=plan, reason="目标调整", by=None)
        note.ended_on = day

    def _decide(self, day, who, how, _much):
        plan, note = self._plan(who, PlanKind.PLEDGE)
        if how % 2:
            actions.assess(plan=plan, text="按期完成", by=None)
        actions.decide_outcome(plan=plan, outcome=PlanOutcome.PARTLY, reason="部分完成", by=None)
        note.ended_on = day

    def _settle(self, day, who, _how, _much):
        plan, note = self._plan(who, PlanKind.RECTIFICATION)
        actions.ask_acceptance(plan=plan, by=None)
        actions.accept(plan=plan, on=day, present=9, satisfied=9, fairly=0, dissatisfied=0, by=None)
        actions.settle(plan=plan, by=None)
        note.ended_on = day

    def _due(self, day, who, how, _much):
        plan, note = self._plan(who)
        new_day = day + timedelta(days=5 * (how % 9))
        actions.grant_move(move=actions.ask_move(plan=plan, new_day=new_day, reason="评估推迟", by=None), by=None)
        note.dues.append((day, new_day))

    def _amend(self, day, who, _how, much):
        plan, note = self._plan(who)
        goal = Tier(2 + much % 3)
        version = actions.amend(plan=plan, text=text(goal=goal, due_on=plan.due_on), by=None)
        actions.submit_version(version=version, by=None)
        actions.adopt_version(version=version, by=None)
        note.goals.append((day, goal))

    def _plan(self, which, kind=None):
        """One of the plans so far, read anew. Raises: ValidationError when there is none."""
        plans = [(plan, note) for plan, note in self.plans if kind in (None, plan.kind)]
        if not plans:
            raise ValidationError("no such plan yet")
        plan, note = plans[which % len(plans)]
        return type(plan).objects.get(pk=plan.pk), note

    def _close(self, day, who, how, much):
        code, into = BRANCHES[who % 6], BRANCHES[how % 6]
        closed_on, merged = day - timedelta(days=much % 4 * 3), how % 3 > 0 and into != code
        close(org(code), closed_on, into=org(into) if merged else None)
        self.book.closed[code] = closed_on, into if merged else None

    def _move(self, day, who, how, much):
        code, unit = BRANCHES[who % 5], UNITS[how % 2]
        move(org(code), org(unit), on=day - timedelta(days=much % 4))
        self.book.unit[code] = unit

    def _direct(self, _day, _who, how, _much):
        facts = {"name": "历史", "starts_on": self.campaign.starts_on, "counts_direct": how % 2 == 1}
        self.campaign = grading.change_campaign(campaign=self.campaign, **facts, by=None)
        self.book.counts_direct = facts["counts_direct"]

    def _targets(self, _day, who, how, much):
        first, last = day_of(20 + how % 10), day_of(45 + how % 10)
        rules = [
            TargetRule("ordinary-1", frozenset({2}), 4, 20 + much % 5 * 20, first),
            TargetRule("lagging-1", frozenset({1}), 2 + who % 2, 50 + how % 5 * 10, first),
            TargetRule("all-2", frozenset({1, 2}), 3 + who % 2, 15 + much % 7 * 10, last),
        ]
        grading.set_targets(campaign=self.campaign, targets=rules, by=None)
        self.book.targets = [TargetNote(*(getattr(rule, name) for name in TargetNote.__match_args__)) for rule in rules]


def org(code):
    """An organisation as it stands."""
    return Organisation.objects.get(code=code)


OFTEN = ("promise", "promise", "rate", "due", "amend", "withdraw", "reopen")
SELDOM = ("approve", "decide", "settle", "move", "close", "direct", "targets")
choices = st.sampled_from(range(60))
acts = st.sampled_from(OFTEN * 2 + SELDOM)
# Most branches start low, for only these are in a cohort, and most of them promise something.
low = st.sampled_from([1, 1, 2, 2, 2, 3])
begun = st.tuples(*(st.builds(Step, st.just(0), st.just("rate"), st.just(who), st.just(0), low) for who in range(6)))
promised = st.tuples(
    *(st.builds(Step, st.just(1), st.just("promise"), st.just(who), choices, choices) for who in range(6))
)
drawn = st.lists(st.builds(Step, st.integers(0, 5), acts, choices, choices, choices), min_size=10, max_size=30)
histories = st.tuples(begun, promised, drawn).map(lambda parts: [step for part in parts for step in part])
