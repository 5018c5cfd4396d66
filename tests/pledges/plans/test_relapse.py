"""What came back after a rectification is taken up by a new one, wherever the branch stands by then (R27b)."""

import pytest
from django.core.exceptions import ValidationError

from core.choices import Role
from core.scope import scope_of
from core.todos import todos
from pledges import actions
from pledges.choices import LookBackResult, PlanKind, PlanOutcome, PlanState
from pledges.models import LookBack, Plan
from ratings.choices import Tier
from ratings.models import Campaign, Standing
from tests.pledges.made import TODAY, days, drafted, in_force, submitted, text
from tests.pledges.plans.sending import errors, new, shown, typed
from tests.world import close, rate

RECTIFICATION = PlanKind.RECTIFICATION
SAID = {"problem_types": ["idle"], "problems": "组织生活不经常", "leader": "张三"}


def settled(world, code="0102"):
    """A rectification that was settled nine days ago."""
    plan = in_force(world[code], world.campaign, RECTIFICATION, day=TODAY - days(20), goal=Tier.ADVANCED)
    ended = {"state": PlanState.ENDED, "outcome": PlanOutcome.SETTLED, "ended_on": TODAY - days(9)}
    Plan.objects.filter(pk=plan.pk).update(**ended)
    plan.refresh_from_db()
    return plan


def relapsed(world, code="0102"):
    """The same, which did not last."""
    plan = settled(world, code)
    LookBack.objects.create(plan=plan, on=TODAY, result=LookBackResult.RELAPSED, note="问题反复")
    return plan


def asked(world, code="01", who="unit-01"):
    """Where a unit is asked for rectifications."""
    found = todos(Role.UNIT, world[code], scope_of(world.people[who]))
    return [(todo.rule, todo.url) for todo in found if "/rectification/" in todo.url]


@pytest.mark.parametrize(
    ("tier", "goals"),
    [
        (Tier.LAGGING, [4, 3, 2]),
        (Tier.ORDINARY, [4, 3, 2]),
        (Tier.GOOD, [4, 3]),
        (Tier.ADVANCED, [4]),
        (None, [4, 3, 2]),
    ],
)
def test_relapse_is_asked_for_and_written_wherever_the_branch_stands(rated, client_of, tier, goals):
    former = relapsed(rated)
    rate(rated["0102"], rated.baseline, tier or Tier.LAGGING)
    if tier is None:
        Standing.objects.filter(organisation=rated["0102"]).delete()
    assert asked(rated) == [("R27b", new(RECTIFICATION, "0102"))]
    client = client_of("unit-01")
    page = client.get(new(RECTIFICATION, "0102"))
    assert [int(value) for value, _label in page.context["form"].fields["goal"].choices] == goals
    assert (page.context["obstacle"], page.context["previous"]) == (None, former)
    said = shown(page) | typed("恢复组织生活", goal=str(goals[-1]), **SAID)
    assert client.post(new(RECTIFICATION, "0102"), said).status_code == 302
    plan = Plan.objects.get(state=PlanState.DRAFT)
    assert (plan.previous, asked(rated)) == (former, [])
    actions.submit(plan=plan, by=None)
    actions.adopt(plan=plan, by=None)
    assert asked(rated) == []


@pytest.mark.parametrize(("code", "goals"), [("0101", [4, 3]), ("0102", [4, 3, 2]), ("0103", [])])
def test_rectification_that_is_no_relapse_aims_above_the_standing(rated, client_of, code, goals):
    page = client_of("unit-01").get(new(RECTIFICATION, code))
    assert [int(value) for value, _label in page.context["form"].fields["goal"].choices] == goals
    assert (page.context["obstacle"] is None) == bool(goals)


def test_relapse_aims_at_the_tier_that_was_reached_at_every_step(rated):
    facts = {"previous": relapsed(rated, "0101"), "goal": Tier.ORDINARY}
    plan = submitted(rated["0101"], rated.campaign, RECTIFICATION, **facts)
    actions.adopt(plan=plan, by=None)
    version = actions.amend(plan=plan, text=text(Tier.GOOD), by=None)
    version = actions.amend(plan=plan, text=text(Tier.ORDINARY), by=None)
    actions.submit_version(version=version, by=None)
    assert (plan.state, plan.goal) == (PlanState.IN_FORCE, Tier.ORDINARY)


def test_what_is_no_relapse_does_not_aim_at_the_tier_that_was_reached(rated):
    plan = drafted(rated["0102"], rated.campaign, RECTIFICATION)
    rate(rated["0102"], rated.baseline, Tier.ORDINARY)
    for step, facts in ((actions.submit, {}), (actions.write, {"text": text(Tier.ORDINARY)})):
        with pytest.raises(ValidationError, match="目标等次应高于当前等次"):
            step(plan=plan, **facts, by=None)


def test_goal_below_the_standing_is_refused(rated, client_of):
    relapsed(rated)
    client = client_of("unit-01")
    page = client.get(new(RECTIFICATION, "0102"))
    rate(rated["0102"], rated.baseline, Tier.ADVANCED)
    response = client.post(page.request["PATH_INFO"], shown(page) | typed("恢复组织生活", goal="3", **SAID))
    assert list(errors(response)) == ["goal"]


def test_what_was_taken_up_is_not_asked_for_again(rated):
    former = relapsed(rated)
    plan = drafted(rated["0102"], rated.campaign, RECTIFICATION, previous=former)
    actions.discard(plan=plan, by=None)
    assert len(asked(rated)) == 1
    plan = in_force(rated["0102"], rated.campaign, RECTIFICATION, previous=former)
    rate(rated["0102"], rated.baseline, Tier.ORDINARY)
    actions.withdraw(plan=plan, reason="已另行部署", by=None)
    assert asked(rated) == []


@pytest.mark.parametrize("begin", [drafted, submitted, in_force])
@pytest.mark.parametrize("result", LookBackResult)
def test_what_is_begun_already_takes_up_what_did_not_last(rated, client_of, begin, result):
    former, officer = settled(rated), rated.people["department"]
    plan, other = (begin(rated[code], rated.campaign, RECTIFICATION, goal=Tier.ADVANCED) for code in ("0102", "0101"))
    actions.look_back(plan=former, on=TODAY, result=result, note="问题反复", by=officer)
    did_not_last = result == LookBackResult.RELAPSED
    found = {one.pk: one.previous for one in Plan.objects.select_related("previous")}
    assert found == {former.pk: None, plan.pk: former if did_not_last else None, other.pk: None}
    assert asked(rated) == []
    told = plan.history.filter(previous=former.pk).values_list("history_user__username", flat=True)
    assert list(told) == (["department"] if did_not_last else [])


def test_what_takes_up_another_already_is_left_to_that(rated):
    former, later = relapsed(rated), settled(rated)
    plan = drafted(rated["0102"], rated.campaign, RECTIFICATION, previous=former)
    actions.look_back(plan=later, on=TODAY, result=LookBackResult.RELAPSED, note="问题反复", by=None)
    plan.refresh_from_db()
    assert plan.previous == former


def test_closed_branch_is_asked_for_nothing(rated):
    relapsed(rated)
    close(rated["0102"], TODAY, into=rated["0103"])
    assert asked(rated) == []


@pytest.mark.parametrize(("tier", "counted"), [(Tier.LAGGING, True), (Tier.LAGGING, False), (Tier.GOOD, True)])
def test_direct_branch_is_asked_once(rated, tier, counted):
    Campaign.objects.update(counts_direct=counted)
    relapsed(rated, "03")
    rate(rated["03"], rated.baseline, tier)
    assert asked(rated, "03", "unit-03") == [("R27b", new(RECTIFICATION, "03"))]


@pytest.mark.parametrize(("who", "leads"), [("unit-01", True), ("branch-0102", True), ("department", False)])
def test_page_of_what_did_not_last_leads_who_writes_to_the_new_one(rated, client_of, who, leads):
    former = relapsed(rated)
    address = f'href="{new(RECTIFICATION, "0102")}"'
    assert (address in client_of(who).get(former.get_absolute_url()).content.decode()) == leads
    drafted(rated["0102"], rated.campaign, RECTIFICATION, previous=former)
    assert address not in client_of(who).get(former.get_absolute_url()).content.decode()
