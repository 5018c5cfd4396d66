"""What was begun for a duty and does not count yet: its own page, and who it waits for."""

import pytest

from core.choices import Role
from core.scope import scope_of
from pledges.actions.reminding import is_remindable
from pledges.choices import ExceptionState, HelperKind, MeetingState
from pledges.models import Benchmark, Meeting, Twinning
from pledges.queries.duties import owed_by
from pledges.steps import duty_step, seen_to_by
from pledges.todos.own import to_write
from ratings.choices import Tier
from tests.pledges.made import TODAY, in_force
from tests.world import appoint, rate


def benchmark(world, **facts):
    rate(world["0201"], world.baseline, Tier.ADVANCED)
    facts = {"starts_on": TODAY, "exception_reason": "本单位无先进", **facts}
    return Benchmark.objects.create(follower=world["0101"], followed=world["0201"], **facts)


def asked(world):
    return benchmark(world, state=ExceptionState.ASKED)


def returned(world):
    return benchmark(world, state=ExceptionState.RETURNED, reason="请写明")


def proposed(world, **facts):
    facts = {"helper_kind": HelperKind.LEADER, "helper_name": "李四", "starts_on": TODAY, **facts}
    return Twinning.objects.create(helped=world["0102"], **facts)


def proposed_by_branch(world):
    return proposed(world, helper_kind=HelperKind.BRANCH, helper_name="", helper=world["0103"])


def agreed_by_one(world):
    return proposed(world, helped_agreed_at="2012-06-01T10:00+08:00")


def waits_for_the_helper(world):
    agreed = "2012-06-01T10:00+08:00"
    return proposed(world, helper_kind=HelperKind.BRANCH, helper_name="", helper=world["03"], helped_agreed_at=agreed)


def meeting(world):
    return Meeting.objects.create(unit=world["01"], held_on=TODAY, chair="张三", state=MeetingState.OPEN)


@pytest.mark.parametrize(
    ("begun", "kind", "who", "label", "further"),
    [
        (asked, "benchmark", Role.DEPARTMENT, "办理", ""),
        (returned, "benchmark", Role.BRANCH, "修改", "ask/"),
        (proposed, "helper", Role.BRANCH, "办理", ""),
        (proposed_by_branch, "helper", Role.BRANCH, "办理", ""),
        (agreed_by_one, "helper", Role.UNIT, "办理", ""),
        (waits_for_the_helper, "helper", Role.UNIT, "办理", ""),
        (meeting, "meeting", Role.UNIT, "办结会议", ""),
    ],
)
def test_what_comes_next_and_who_does_it(rated, begun, kind, who, label, further):
    paper = begun(rated)
    [duty] = [one for one in owed_by(rated.campaign, TODAY, type(rated["01"]).objects.all()) if one.paper == paper]
    step = duty_step(duty)
    assert (duty.kind, step.who, step.label, step.url) == (kind, who, label, paper.get_absolute_url() + further)


def test_turn_of_the_helping_side_is_nobody_elses(rated, client_of):
    waits_for_the_helper(rated)
    appoint(rated.people["stranger"], Role.BRANCH, rated["0102"])
    [line] = [one for one in client_of("unit-01").get("/duties/").context["list"].data if one.duty.kind == "helper"]
    steps = {who: line.step.is_for(scope_of(rated.people[who]), rated["0102"]) for who in ("unit-01", "unit-03")}
    in_force(rated["0102"], rated.campaign, "rectification")
    groups = client_of("unit-01").get("/units/01/").context["plan_groups"]
    acts = [row.acts for group in groups for row in group.rows if row.organisation == rated["0102"]]
    parts = client_of("stranger").get("/todo/").context["parts"]
    todos = [(own, todo.at) for own, places in parts for _place, found in places for todo in found if todo.at]
    assert (line.acts, acts, steps) == (False, [False], {"unit-01": False, "unit-03": True})
    assert todos == [(False, "图书馆直属党支部")]


@pytest.mark.parametrize("begun", [asked, returned])
def test_exception_that_could_not_help_any_more_is_not_waited_for(rated, begun):
    begun(rated)
    rate(rated["0201"], rated.baseline, Tier.GOOD)
    found = owed_by(rated.campaign, TODAY, type(rated["01"]).objects.filter(code="0101"))
    [duty] = [one for one in found if one.kind == "benchmark"]
    assert (duty.paper, duty_step(duty).label) == (None, "选择标杆")
    assert (seen_to_by(duty), is_remindable(duty, Role.UNIT)) == (Role.BRANCH, True)


def test_branch_is_told_who_its_exception_waits_for(rated):
    paper = asked(rated)
    found = to_write(rated["0101"], scope_of(rated.people["branch-0101"]))
    told = [(todo.who, todo.url, todo.action) for todo in found if "对标" in todo.why]
    assert told == [(Role.DEPARTMENT, paper.get_absolute_url(), "办理")]
