"""The checklist before building: what stops a final edition, what an officer accepts with a reason."""

from datetime import date

import pytest

from branches.models import Organisation
from core import history
from core.models import Event
from core.reporting.choices import ReportedState
from pledges.actions import withdraw
from pledges.choices import PlanKind
from projects.choices import ProjectState
from projects.models import Project, Task
from ratings.choices import State, Tier
from ratings.models import Rating
from reports import actions
from reports.models import AcceptedCheck
from reports.queries.annual.situation import work
from tests.pledges.made import in_force, on
from tests.projects.made import call, project, task
from tests.reports.annual.made import PAGE, RATED, accept, asked, check_of, found, rate_all
from tests.world import add_round, close, rate

UNIT_PLANS = 3  # of three units, since the spring
WITHDRAW = f"{PAGE}checks/late/withdraw/?year=2012"


def reopened(world, code):
    rating = Rating.objects.get(organisation=world[code], round=world.later)
    Rating.objects.filter(pk=rating.pk).update(state=State.RETURNED, reason="分数有误", approved_at=None)
    return rating


def test_unit_plans_that_are_late_are_found(rated):
    assert found(asked(rated)) == {"late": UNIT_PLANS}


@pytest.mark.parametrize("state", [State.DRAFT, State.SUBMITTED, State.RETURNED])
def test_rating_that_is_not_approved_is_red(world, state):
    with on(RATED):
        rate_all(world, without=("0101",))
    rate(world["0101"], world.later, Tier.GOOD, state=state)
    check = check_of(asked(world), "undecided")
    assert (check.count, check.is_red, check.stops) == (1, True, True)
    assert next(iter(check.facts)).url == f"/rounds/2012-2/?q=0101&state={state}"


@pytest.mark.parametrize("is_opened", [False, True], ids=["nothing", "a row that nobody typed in"])
def test_branch_without_a_rating_is_red(world, is_opened):
    with on(RATED):
        rate_all(world, without=("0101",))
    if is_opened:
        Rating.objects.create(organisation=world["0101"], round=world.later, unit=world["01"])
    check = check_of(asked(world), "missing")
    assert [fact.label for fact in check.facts] == [world["0101"].name]
    assert (check.url, check.is_red) == ("/rounds/2012-2/progress/", True)


def test_branch_is_not_missing_while_entry_is_open(rated):
    add_round(rated.campaign, "2012-3", date(2012, 11, 10), closes_on=date(2012, 12, 1))
    assert "missing" not in found(asked(rated))


def test_undecided_rating_of_a_closed_branch_waits_for_nobody(rated):
    with on(date(2012, 10, 1)):
        close(rated["0101"], date(2012, 10, 1))
    reopened(rated, "0101")
    assert "undecided" not in found(asked(rated))


def test_rating_of_a_closed_branch_is_found(rated):
    close(Organisation.objects.get(code="0103"), date(2012, 10, 1))
    check = check_of(asked(rated), "closed")
    assert [fact.url for fact in check.facts] == ["/branches/0103/"]


def test_plans_past_their_due_day_and_rectifications_are_found(world):
    with on(RATED):
        rate_all(world, without=("0201",))
        rate(world["0201"], world.later, Tier.LAGGING)
    in_force(world["0101"], world.campaign, PlanKind.ACTIVITY, day=RATED, due_on=date(2012, 11, 10))
    in_force(world["0201"], world.campaign, PlanKind.RECTIFICATION, day=RATED)
    counts = found(asked(world))
    assert (counts["overdue"], counts["unsettled"]) == (1, 1)


def test_list_behind_a_finding_holds_just_what_was_found(world, client_of):
    with on(RATED):
        rate_all(world, without=("0201", "0202"))
        for code in ("0201", "0202"):
            rate(world[code], world.later, Tier.LAGGING)
    overdue = {"day": RATED, "due_on": date(2012, 11, 10)}
    for code in ("0101", "0102"):
        plan = in_force(world[code], world.campaign, PlanKind.ACTIVITY, **overdue)
    withdraw(plan=plan, reason="计划调整", by=None)
    for code in ("0201", "0202"):
        plan = in_force(world[code], world.campaign, PlanKind.RECTIFICATION, day=RATED)
    withdraw(plan=plan, reason="支部调整", by=None)
    client, told = client_of("department"), asked(world)
    counts = {key: client.get(check_of(told, key).url).context["list"].count for key in ("overdue", "unsettled")}
    assert counts == {"overdue": 1, "unsettled": 1}


def test_late_projects_are_those_of_the_day(rated):
    """In the new year a task is done that was late at the end of the old one, and its project ends renamed."""
    found = project(rated["0101"], call(rated["00"]), ProjectState.RUNNING, title="旧题目")
    late = task(found, due_on=date(2012, 11, 30))
    with on(date(2013, 1, 10)):
        Task.objects.filter(pk=late.pk).update(state=ReportedState.DONE, done_on=date(2013, 1, 10))
        ended = {"state": ProjectState.STOPPED, "ended_on": date(2013, 1, 10)}
        Project.objects.filter(pk=found.pk).update(title="新题目", **ended)
        for row in (late, found):
            history.remember(type(row), [row.pk], by=None)
        query = asked(rated, rated["01"])
        check, written = check_of(query, "projects"), work(query)
    assert "党建创新项目在研1项，已结项0项。" in written
    assert [(fact.label, fact.url) for fact in check.facts] == [("旧题目", found.get_absolute_url())]
    assert check.url == "/projects/?late=on&unit=01&on=2012-12-31"


def test_unit_is_told_of_its_own_branches(rated):
    reopened(rated, "0101")
    assert found(asked(rated, rated["01"])) == {"undecided": 1, "late": 1}
    assert found(asked(rated, rated["02"])) == {"late": 1}


def test_accepted_finding_stops_nothing_and_says_who_and_why(rated, client_of):
    query = asked(rated)
    accept(query, "late", by=rated.people["department"], reason="三季度补报")
    check = check_of(query, "late")
    assert (check.stops, check.accepted.reason, check.accepted.by) == (False, "三季度补报", rated.people["department"])
    event = Event.objects.get(detail__verb="accept_check")
    assert {"campaign": "2012", "year": 2012, "check": "late"}.items() <= event.detail.items()
    assert "三季度补报" in client_of("department").get(f"{PAGE}?year=2012").content.decode()


def test_another_fact_asks_again(rated):
    accept(asked(rated), "late", by=rated.people["department"])
    add = {"kind": PlanKind.UNIT, "goal": None, "due_on": date(2012, 12, 31)}
    in_force(rated["01"], rated.campaign, **add)
    check = check_of(asked(rated), "late")
    assert (check.count, check.accepted, check.stops) == (UNIT_PLANS - 1, None, True)


def test_acceptance_is_refused(rated, refused):
    query, officer = asked(rated), rated.people["department"]
    facts = {"query": query, "reason": "说明", "by": officer}
    late = {"key": "late", "fingerprint": check_of(query, "late").fingerprint}
    assert refused(actions.accept_check, key="overdue", fingerprint="", **facts) == {
        "__all__": ["已无需要说明的事项。"]
    }
    assert refused(actions.accept_check, key="late", fingerprint="other", **facts) == {
        "__all__": ["核查结果已有变化，请重新查看后再说明。"]
    }
    actions.accept_check(**late, **facts)
    assert refused(actions.accept_check, **late, **facts) == {"__all__": ["已由department说明。"]}
    reopened(rated, "0101")
    red = {"key": "undecided", "fingerprint": check_of(query, "undecided").fingerprint}
    assert refused(actions.accept_check, **red, **facts) == {"__all__": ["此项不能以说明代替，须先处理。"]}


def test_acceptance_is_withdrawn(ready, client_of, told):
    client_of("department").post(WITHDRAW)
    assert (AcceptedCheck.objects.count(), AcceptedCheck.history.filter(history_type="-").count()) == (0, 1)
    assert Event.objects.filter(detail__verb="withdraw_check").count() == 1
    assert check_of(asked(ready), "late").stops
    twice = client_of("department").post(WITHDRAW)
    assert (twice.url.startswith(PAGE), told(twice)) == (True, "此项说明已撤回。")


def test_page_accepts_with_a_reason(rated, client_of):
    client = client_of("department")
    address = f"{PAGE}checks/late/accept/?year=2012"
    form = client.get(address).context["decision"].form
    client.post(address, {"reason": "年底前完成", "fingerprint": form["fingerprint"].value()})
    assert check_of(asked(rated), "late").accepted.reason == "年底前完成"
    assert client.get(address).context["decision"].refusal == "已由department说明。"
    assert client.get(f"{PAGE}checks/nothing/accept/?year=2012").status_code == 404
