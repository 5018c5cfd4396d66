"""What was begun for a duty and does not count yet: its own page, and who it waits for."""

import pytest

from core.choices import Role
from core.scope import scope_of
from pledges.choices import ExceptionState, HelperKind, MeetingState
from pledges.models import Benchmark, Meeting, Twinning
from pledges.queries.duties import owed_by
from pledges.steps import duty_step
from pledges.todos.own import to_write
from ratings.choices import Tier
from tests.pledges.made import TODAY
from tests.world import rate


def benchmark(world, **facts):
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
        (meeting, "meeting", Role.UNIT, "办结会议", ""),
    ],
)
def test_what_comes_next_and_who_does_it(rated, begun, kind, who, label, further):
    paper = begun(rated)
    [duty] = [one for one in owed_by(rated.campaign, TODAY, type(rated["01"]).objects.all()) if one.paper == paper]
    step = duty_step(duty)
    assert (duty.kind, step.who, step.label, step.url) == (kind, who, label, paper.get_absolute_url() + further)


def test_branch_is_told_who_its_exception_waits_for(rated):
    rate(rated["0201"], rated.baseline, Tier.ADVANCED)
    paper = asked(rated)
    found = to_write(rated["0101"], scope_of(rated.people["branch-0101"]))
    told = [(todo.who, todo.url, todo.action) for todo in found if "对标" in todo.why]
    assert told == [(Role.DEPARTMENT, paper.get_absolute_url(), "办理")]
