"""A day gone by: the lists of plans and measures show what they showed then (R26, R34)."""

from datetime import date

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils.formats import date_format
from hypothesis import HealthCheck, given, settings

from branches import actions as roster
from pledges import actions
from pledges.choices import PlanKind, PlanState
from pledges.models import Measure, Plan
from pledges.queries.plans.listed import (
    measures_as_told,
    measures_there,
    plans_as_told,
    plans_there,
    with_progress,
)
from pledges.texts import MeasureText
from ratings.choices import Tier
from tests.pledges.histories import LAST, History, day_of, histories
from tests.pledges.made import TODAY, days, done, drafted, in_force, on, reported, text
from tests.workbooks import downloaded
from tests.world import found, move, rate

BEFORE, NOW = TODAY - days(1), TODAY + days(40)
CLOSINGS = ("close", "direct", "targets")  # a closing may be told later, and then counts from its day


def listed(day):
    """What the list of plans says of `day`, by number."""
    rows = with_progress(plans_there(Plan.objects.with_people(), day), day).order_by("pk")
    told = plans_as_told(rows, day)
    return {one.pk: (one.state, one.goal, one.due_on, one.outcome, one.done, one.total, one.last) for one in told}


def listed_measures(day):
    """What the list of measures says of `day`, by plan and number."""
    rows = measures_there(Measure.objects.select_related("plan__organisation"), day)
    told = measures_as_told(rows, day)
    return {(one.plan_id, one.number): (one.state, one.text, one.person, one.due) for one in told}


def lists(day):
    return listed(day), listed_measures(day)


def story(world):
    """What happens to a plan of 0101, an act a day."""
    organisation, campaign = world["0101"], world.campaign
    plan = drafted(organisation, campaign, goal=Tier.GOOD, measures=["学习", "换届", "走访"])
    yield
    actions.write(plan=plan, text=text(goal=Tier.ADVANCED, measures=[MeasureText("学习", 1), "走访"]), by=None)
    yield
    actions.submit(plan=plan, by=None)
    yield
    actions.return_(plan=plan, reason="补充措施", by=None)
    yield
    actions.submit(plan=plan, by=None)
    yield
    actions.adopt(plan=plan, by=None)
    yield
    reported(plan, 1)
    yield
    done(plan, 2)
    yield
    grant(plan, plan.measures.get(number=1), date(2012, 8, 1))
    yield
    adopt(plan, text(goal=Tier.GOOD, due_on=plan.due_on, measures=[MeasureText("每月学习", 1), "谈心谈话"]))
    yield
    grant(plan, None, date(2013, 5, 1))
    yield
    content = [MeasureText("每月学习", 1), MeasureText("走访群众", 2, person="李四")]
    plan.refresh_from_db()
    adopt(plan, text(goal=Tier.ADVANCED, due_on=plan.due_on, measures=content))
    yield
    actions.withdraw(plan=plan, reason="支部调整", by=None)
    yield


def grant(plan, measure, day):
    actions.grant_move(move=actions.ask_move(plan=plan, measure=measure, new_day=day, reason="顺延", by=None), by=None)


def adopt(plan, content):
    version = actions.amend(plan=plan, text=content, by=None)
    actions.submit_version(version=version, by=None)
    actions.adopt_version(version=version, by=None)


def test_every_day_shows_what_it_showed(rated):
    told, acts = {}, story(rated)
    for number in range(40):
        day = TODAY + days(number)
        with on(day):
            next(acts, None)
            told[day] = lists(day)
    with on(NOW):
        assert {day: lists(day) for day in told} == told
        assert lists(BEFORE) == ({}, {})
    states = [state for plans, _measures in told.values() for state, *_rest in plans.values()]
    assert set(states) == {"draft", "submitted", "returned", "in_force", "ended"}


@pytest.mark.django_db
@given(steps=histories)
@settings(
    max_examples=5,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)
def test_any_history_shows_every_day_what_it_showed(world, steps):
    kept = [step for step in steps if step.act not in CLOSINGS]
    with transaction.atomic():
        history, told, day = History(), {}, 0
        for step in kept:
            for quiet in range(day, min(day + step.later, LAST)):
                with on(day_of(quiet)):
                    told[day_of(quiet)] = lists(day_of(quiet))
            day = min(day + step.later, LAST)
            history.carry_out([step._replace(later=day)])
        with on(day_of(LAST)):
            told[day_of(LAST)] = lists(day_of(LAST))
        with on(day_of(LAST + 1)):
            assert {one: lists(one) for one in told} == told
        transaction.set_rollback(True)


def pages(client, query=""):
    """Numbers of the plans, then (plan, number) of the measures, on the pages."""
    answers = [client.get(f"/plans/{name}{query}") for name in ("", "measures/")]
    rows = [[row.record for row in answer.context["list"].rows] for answer in answers]
    return [one.pk for one in rows[0]], [(one.plan_id, one.number) for one in rows[1]]


@pytest.mark.parametrize(
    ("query", "at_first", "at_last"),
    [
        ("", 1, 1),
        ("&state=in_force", 1, 0),
        ("&state=ended", 0, 1),
        ("&started=on", 1, 0),
        ("&unit=01", 1, 0),
        ("&unit=02", 0, 1),
        ("&late=on", 0, 0),
    ],
)
def test_filters_ask_about_the_day(rated, pledge, client_of, query, at_first, at_last):
    """0101 moves to another unit; then its pledge ends."""
    with on(TODAY + days(5)):
        move(rated["0101"], rated["02"], on=TODAY + days(5))
    with on(TODAY + days(9)):
        actions.withdraw(plan=pledge, reason="支部调整", by=None)
    with on(NOW):
        client = client_of("department")
        counts = [len(pages(client, f"?on={day}{query}")[0]) for day in (TODAY, NOW)]
    assert counts == [at_first, at_last]


def test_late_is_what_was_late_on_the_day(rated, pledge, client_of):
    due = pledge.due_on
    with on(due + days(3)):
        done(pledge, 1, day=due + days(2))
        grant(pledge, None, due + days(60))
    with on(due + days(10)):
        client = client_of("department")
        found = [pages(client, f"?late=on&on={due + days(number)}") for number in (0, 1, 2, 3, 4)]
    one, both = [(pledge.pk, 2)], [(pledge.pk, 1), (pledge.pk, 2)]
    assert found == [([], []), ([pledge.pk], both), ([pledge.pk], one), ([], []), ([], [])]


def test_measure_is_called_and_worded_as_on_the_day(rated, pledge, client_of):
    with on(TODAY + days(5)):
        roster.rename(rated["0101"], name="新名党支部", on=TODAY + days(5), by=None)
        adopt(pledge, text(due_on=pledge.due_on, measures=[MeasureText("学习十次", 1), MeasureText("换届", 2)]))
    with on(NOW):
        client = client_of("department")
        texts = [client.get(f"/plans/measures/?on={day}").content.decode() for day in (TODAY, NOW)]
        names = [client.get(f"/plans/?on={day}").content.decode() for day in (TODAY, NOW)]
    assert [("学习十次" in one, "新名党支部" in one) for one in texts] == [(False, False), (True, True)]
    assert ["新名党支部" in one for one in names] == [False, True]


@pytest.mark.parametrize("path", ["/plans/", "/plans/sheet/", "/plans/measures/", "/plans/measures/sheet/"])
@pytest.mark.parametrize(("day", "said"), [("2012-06-02", "尚未到来"), ("昨天", "不是日期")])
def test_day_that_cannot_be_asked_about(pledge, client_of, path, day, said):
    answer = client_of("department").get(path, {"on": day})
    assert answer.status_code == 400
    assert said in answer.content.decode()


@pytest.mark.parametrize("path", ["/plans/sheet/", "/plans/measures/sheet/"])
def test_workbook_is_of_the_day(rated, pledge, client_of, path):
    with on(NOW):
        actions.withdraw(plan=pledge, reason="支部调整", by=None)
    with on(NOW + days(1)):
        rows = downloaded(client_of("department").get(path, {"on": str(TODAY)}))
    assert rows[1][0] == f"示范大学；活动：{rated.campaign.name}；截至：{date_format(TODAY)}"
    assert not any(value == PlanState.ENDED.label for row in rows for value in row)


@pytest.mark.parametrize("path", ["/plans/", "/plans/measures/"])
def test_past_page_costs_the_same_for_many(rated, client_of, path):
    counts = []
    for number in (1, 6):
        for one in range(number):
            branch = found(rated["01"], f"018{number}{one}")
            rate(branch, rated.baseline, Tier.ORDINARY)
            in_force(branch, rated.campaign, PlanKind.PLEDGE)
        with on(NOW), CaptureQueriesContext(connection) as captured:
            client_of("department").get(path, {"on": str(TODAY)})
        counts.append(len(captured))
    assert counts[0] == counts[1]
