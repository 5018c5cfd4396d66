"""What benchmarks ask of whom, and that it goes when it is done."""

from datetime import date

import pytest

from core.choices import Role
from core.scope import scope_of
from core.todos import todos
from pledges.actions import benchmarks as actions
from pledges.choices import DutyKind
from ratings.choices import Tier
from tests.pledges.benchmarks.made import ADVANCED, GOOD, OUTSIDE, address
from tests.pledges.made import on
from tests.world import close, found, rate

LATER = date(2012, 6, 2)


def asked_of(world, role, code, who):
    """(why, who, url) of the to-dos about benchmarks."""
    found = todos(role, world[code], scope_of(world.people[who]))
    return [(todo.why, todo.who, todo.url) for todo in found if todo.rule == "R35"]


def of_branch(world):
    return asked_of(world, Role.BRANCH, "0101", "branch-0101")


def of_unit(world):
    return asked_of(world, Role.UNIT, "01", "unit-01")


def test_another_one_is_chosen_where_the_followed_one_fell(rated, benchmark):
    assert (of_branch(rated), of_unit(rated)) == ([], [])
    rate(rated[ADVANCED], rated.baseline, Tier.GOOD)
    sentence = "对标赶超：请另选标杆。自2012年4月1日起，文学院教工0104党支部的等次为较好。"
    assert of_branch(rated) == [(sentence, Role.BRANCH, "/benchmarks/new/0101/")]
    assert of_unit(rated) == [("1个党支部需另选标杆。", Role.BRANCH, address(benchmark))]
    actions.choose(follower=rated["0101"], followed=rated["0103"], replaces=True, by=None)
    assert (of_branch(rated), of_unit(rated)) == ([], [])


def test_another_one_is_chosen_where_the_followed_one_was_closed(rated, benchmark):
    with on(LATER):
        close(rated[ADVANCED], LATER)
        sentence = "对标赶超：请另选标杆。文学院教工0104党支部撤销，对标已于2012年6月2日结束。"
        assert of_branch(rated) == [(sentence, Role.BRANCH, "/benchmarks/new/0101/")]


@pytest.mark.parametrize("tier", [Tier.LAGGING, Tier.GOOD])
def test_only_an_ordinary_branch_is_asked(rated, benchmark, tier):
    rate(rated[ADVANCED], rated.baseline, Tier.GOOD)
    rate(rated["0101"], rated.baseline, tier)
    assert (of_branch(rated), of_unit(rated)) == ([], [])


def test_one_that_was_ended_asks_for_nothing(rated, benchmark):
    actions.end(benchmark=benchmark, by=None)
    assert of_branch(rated) == []


def test_exception_is_asked_for_comes_back_and_is_asked_for_again(rated, asked):
    [first] = asked_of(rated, Role.DEPARTMENT, "00", "department")
    assert first == ("1项对标例外申请待审批。", Role.DEPARTMENT, address(asked))
    actions.return_(benchmark=asked, reason="请说明可比性", by=None)
    assert asked_of(rated, Role.DEPARTMENT, "00", "department") == []
    assert of_branch(rated) == [("对标赶超：例外申请已退回，请修改后重新申请。", Role.BRANCH, address(asked, "ask"))]
    found = todos(Role.BRANCH, rated["0101"], scope_of(rated.people["branch-0101"]))
    assert [todo.notes for todo in found if todo.rule == "R35"] == [("请说明可比性",)]
    actions.ask(benchmark=asked, exception_reason="学科相近", by=None)
    actions.approve(benchmark=asked, by=None)
    assert (of_branch(rated), asked_of(rated, Role.DEPARTMENT, "00", "department")) == ([], [])


def test_what_cannot_be_approved_any_more_asks_for_another_one(rated, asked):
    rate(rated[OUTSIDE], rated.baseline, Tier.GOOD)
    assert asked_of(rated, Role.DEPARTMENT, "00", "department") == []
    assert of_branch(rated)[0][1:] == (Role.BRANCH, "/benchmarks/new/0101/")
    actions.return_(benchmark=asked, reason="请另选", by=None)
    assert [url for _why, _who, url in of_branch(rated)] == ["/benchmarks/new/0101/"]


@pytest.mark.parametrize(("counts", "expected"), [(True, ["/benchmarks/new/03/"]), (False, [])])
def test_direct_branch_is_asked_at_its_unit_where_it_counts(rated, counts, expected):
    rated.campaign.counts_direct = counts
    rated.campaign.save()
    row = actions.choose(follower=rated["03"], followed=rated[OUTSIDE], exception_reason="无下属支部", by=None)
    actions.approve(benchmark=row, by=None)
    rate(rated[OUTSIDE], rated.baseline, Tier.GOOD)
    assert [url for _why, _who, url in asked_of(rated, Role.UNIT, "03", "unit-03")] == expected


def test_list_shows_just_what_the_to_do_names(rated, client_of):
    for number in range(3):
        branch = found(rated["01"], f"011{number}")
        rate(branch, rated.baseline, Tier.ORDINARY)
        actions.choose(follower=branch, followed=rated[ADVANCED], by=None)
        other = found(rated["01"], f"012{number}")
        actions.choose(follower=other, followed=rated[GOOD], exception_reason="可比", by=None)
    rate(rated[ADVANCED], rated.baseline, Tier.ORDINARY)
    for role, code, who, count in ((Role.UNIT, "01", "unit-01", 3), (Role.DEPARTMENT, "00", "department", 3)):
        [todo] = [one for one in todos(role, rated[code], scope_of(rated.people[who])) if one.rule == "R35"]
        rows = client_of(who).get(todo.url).context["list"].page.object_list
        assert len(todo.names) == count
        assert {url for _name, url in todo.names} == {one.state.benchmark.get_absolute_url() for one in rows}


def test_overview_list_and_to_do_count_the_same_exceptions(rated, asked, client_of):
    actions.choose(follower=rated["0102"], followed=rated[GOOD], exception_reason="可比", by=None)
    rate(rated[GOOD], rated.baseline, Tier.ORDINARY)
    client = client_of("department")
    overview = client.get("/department/").context
    line = next(line for line in overview["work"] if line.count.kind == DutyKind.BENCHMARK)
    rows = client.get(line.review_url).context["list"].page.object_list
    urls = [todo.url for todo in overview["todos"] if todo.rule == "R35"]
    assert (line.count.in_review, [one.state.benchmark for one in rows], urls) == (1, [asked], [address(asked)])
