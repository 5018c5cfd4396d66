"""Out and in again changes nothing: plans in every state, with whatever people typed."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.choices import Role
from core.names import fold, fold_lines
from core.workbooks.cells import tidy
from pledges import actions
from pledges.choices import LookBackResult, PlanKind, PlanOutcome, PlanState
from pledges.models import DueMove, Measure, Plan, Update, Version
from pledges.texts import MeasureText
from ratings.choices import Tier
from tests.pledges.made import TODAY, assessed, done, drafted, on, reported, submitted, text
from tests.pledges.made import in_force as published
from tests.pledges.workbooks.written import taken_out
from tests.workbooks import bring_in, counts, read_book
from tests.world import close, found, rate

LATER = date(2012, 6, 20)
MEETING = {"on": LATER, "present": 9, "satisfied": 8, "fairly": 1, "dissatisfied": 0}
NAUGHTY = (
    "=1+1", "'00123", "00123", "1e5", "TRUE", "_x0041_", "<b>&amp;</b>", "第一行\n第二行\n\n第四行",
    "长" * 2000, "，；、", "-1", "+1", "2012-05-01", "﷽", "𠮷野", "支\u200b部", "一 二\u3000三",
)  # fmt: skip


def stored():
    models = (Plan, Measure, Update, DueMove, Version)
    return [list(rows.order_by("pk").values()) for model in models for rows in (model.objects, model.history)]


def again(tmp_path):
    """What bringing in again what was taken out would do and does."""
    before = stored()
    plan = bring_in("plans", taken_out(tmp_path / "out.xlsx"))
    assert stored() == before
    return plan


def submit_and_adopt(version):
    actions.submit_version(version=version, by=None)
    actions.adopt_version(version=version, by=None)


def a_pledge(world, **facts):
    branch = found(world["01"], f"01{Plan.objects.count() + 10}")
    rate(branch, world.baseline, Tier.ORDINARY)
    return published(branch, world.campaign, **facts)


def a_rectification(world, tier=Tier.LAGGING):
    branch = found(world["02"], f"02{Plan.objects.count() + 10}")
    rate(branch, world.baseline, tier)
    return published(branch, world.campaign, PlanKind.RECTIFICATION, problem_types=("other", "unfit"), problems="a\nb")


def before_adoption(world):
    drafted(world["01"], world.campaign, PlanKind.UNIT)
    submitted(world["0101"], world.campaign, PlanKind.ACTIVITY)
    actions.return_(plan=submitted(world["0103"], world.campaign, PlanKind.ACTIVITY), reason="太空", by=None)


def with_everything(world):
    """Reports of which two are the same, a moved plan and a moved measure, a version that left a measure out."""
    counted = MeasureText(
        "学习", start=Decimal("0.5"), goal_value=Decimal("12.25"), due_on=date(2012, 9, 30), person="李"
    )
    plan = a_pledge(world, measures=[counted, "走访", "第三"])
    for role in (Role.BRANCH, Role.UNIT):
        reported(plan, value=Decimal("3.10"), completes=False, role=role)
    reported(plan, 3)
    for measure in (None, plan.measures.get(number=1)):
        move = actions.ask_move(plan=plan, measure=measure, new_day=date(2012, 11, 30), reason="换届", by=None)
        actions.grant_move(move=move, by=None)
    actions.refuse_move(
        move=actions.ask_move(plan=plan, new_day=date(2012, 12, 30), reason="再延", by=None), answer="不", by=None
    )
    submit_and_adopt(
        actions.amend(
            plan=plan, text=text(measures=[MeasureText("走访", number=2), MeasureText("另一", number=4)]), by=None
        )
    )
    actions.amend(plan=plan, text=text(measures=["再改"]), by=None)


def pledges_that_ended(world):
    rounds = {PlanOutcome.KEPT: "已兑现", PlanOutcome.PARTLY: "部分", PlanOutcome.NOT_KEPT: "未"}
    for outcome in rounds:
        plan = a_pledge(world)
        assessed(plan)
        if outcome != PlanOutcome.KEPT:
            done(plan, text="已走访")
        actions.decide_outcome(plan=plan, outcome=outcome, reason="会议决定", explanation="说明", by=None)
    actions.withdraw(plan=a_pledge(world), reason="调整", by=None)
    assessed(a_pledge(world))


def rectifications(world):
    """Asked, accepted, settled and looked back at."""
    asked, accepted, settled = (a_rectification(world) for _ in range(3))
    for plan in (asked, accepted, settled):
        actions.ask_acceptance(plan=plan, by=None)
    with on(LATER):
        for plan in (accepted, settled):
            actions.accept(plan=plan, **MEETING, by=None)
        rate(settled.organisation, world.later, Tier.GOOD)
    with on(date(2012, 12, 1)):
        actions.settle(plan=settled, by=None)
        actions.look_back(plan=settled, on=date(2012, 12, 1), result=LookBackResult.LASTING, note="好", by=None)


def others_that_ended(world):
    """Done, and ended with their branch: in force and as a draft."""
    actions.finish(plan=published(world["03"], world.campaign, PlanKind.UNIT), by=None)
    published(world["0202"], world.campaign, PlanKind.ACTIVITY)
    drafted(world["0201"], world.campaign, PlanKind.ACTIVITY)
    close(world["0201"], LATER)
    close(world["0202"], LATER)


CASES = (before_adoption, with_everything, pledges_that_ended, rectifications, others_that_ended)


@pytest.fixture
def everything(world):
    with on(TODAY):
        for make in CASES[:-1]:
            make(world)
    with on(LATER):
        others_that_ended(world)
    return world


def test_plans_in_every_state_come_back_unchanged(everything, tmp_path):
    states = set(Plan.objects.values_list("state", flat=True))
    outcomes = set(Plan.objects.values_list("outcome", flat=True))
    assert (states, outcomes) == (set(PlanState), {"", *PlanOutcome})
    for day in (TODAY, date(2013, 6, 1)):
        with on(day):
            plan = again(tmp_path)
            assert (plan.lines, plan.errors, plan.warnings) == ([], [], [])
            book = read_book(tmp_path / "out.xlsx")
            assert plan.unchanged == sum(len(rows) - 1 for rows in book.values())


def test_what_a_version_left_out_is_not_taken_out(everything, tmp_path):
    book = read_book(taken_out(tmp_path / "out.xlsx"))
    left_out = {(str(one.plan_id), one.number) for one in Measure.objects.filter(dropped_on__isnull=False)}
    assert len(left_out) == 2
    assert left_out & {tuple(row[:2]) for title in ("措施", "进展", "时限调整") for row in book[title][1:]} == set()


@pytest.mark.parametrize("typed", NAUGHTY)
def test_whatever_was_typed_comes_back_unchanged(world, tmp_path, typed):
    line = typed.replace("\n", " ")[:60]
    facts = {"problems": typed, "causes": typed, "leader": line, "contact": line, "responsible": line}
    rate(world["0102"], world.baseline, Tier.LAGGING)
    measures = [MeasureText(line, person=line)]
    plan = published(world["0102"], world.campaign, PlanKind.RECTIFICATION, measures=measures, **facts)
    with on(TODAY):
        reported(plan, text=typed, completes=False)
        found = again(tmp_path)
    assert counts(found) == (0, 0, 3)


AMOUNTS = st.decimals(-1_000_000, 1_000_000, places=2)
LINES = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=60).filter(str.strip)
TEXTS = st.text(st.characters(exclude_categories=("Cs",)), max_size=200).filter(str.strip)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=TEXTS, line=LINES, amounts=st.tuples(AMOUNTS, AMOUNTS, AMOUNTS))
def test_any_text_and_amount_comes_back_unchanged(world, tmp_path, typed, line, amounts):
    line, typed = fold(tidy(line)), fold_lines(tidy(typed))
    if not line or not typed:
        return
    start, goal, value = amounts
    Plan.objects.all().delete()
    measures = [MeasureText(line, start=start, goal_value=goal)]
    plan = published(world["0103"], world.campaign, PlanKind.ACTIVITY, measures=measures, problems=typed)
    with on(TODAY):
        reported(plan, text=typed, value=value, completes=False)
        assert counts(again(tmp_path)) == (0, 0, 3)
