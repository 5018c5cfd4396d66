"""At the turn of the year: a unit writes the plan for the new one while the last one is still open (R25)."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from branches.models import Organisation
from pledges import actions
from pledges.choices import PlanKind, PlanState
from pledges.models import Plan
from pledges.queries.duties import owed_by
from tests.pledges.made import TODAY, done, drafted, in_force, on, submitted
from tests.pledges.plans.sending import errors, new, shown, typed

UNIT, WRITE = PlanKind.UNIT, new("unit", "01")
CHRISTMAS, NEW_YEAR = date(2012, 12, 25), date(2013, 1, 1)
THIS_YEAR_ENDS, NEXT_YEAR_ENDS = date(2012, 12, 31), date(2013, 12, 31)


@pytest.fixture
def this_year(rated):
    """A plan of 01 for 2012, in force."""
    return in_force(rated["01"], rated.campaign, UNIT)


def saved(client, **lines):
    return client.post(WRITE, shown(client.get(WRITE)) | typed("调研", **lines))


def owes(world, day):
    duties = owed_by(world.campaign, day, Organisation.objects.filter(code="01"))
    return [duty.paper for duty in duties if duty.kind == UNIT]


@pytest.mark.parametrize("day", [CHRISTMAS, NEW_YEAR])
def test_plan_for_the_next_year_is_written_while_this_one_is_open(rated, this_year, client_of, day):
    with on(day):
        page = client_of("unit-01").get(WRITE)
        assert (page.status_code, shown(page)["due_on"], page.context["heading"]) == (
            200,
            NEXT_YEAR_ENDS,
            "2013年单位年度计划",
        )
        assert saved(client_of("unit-01")).status_code == 302
        plan = Plan.objects.exclude(pk=this_year.pk).get()
        assert (plan.year, plan.due_on, this_year.year) == (2013, NEXT_YEAR_ENDS, 2012)
        assert client_of("unit-01").get(WRITE).url == plan.get_absolute_url()
        actions.submit(plan=plan, by=None)
        actions.adopt(plan=plan, by=None)
    assert [owes(rated, one) for one in (CHRISTMAS, NEW_YEAR)] == [[], []]


def test_new_year_asks_for_its_plan_and_names_the_one_being_written_for_it(rated, this_year):
    assert [owes(rated, day) for day in (THIS_YEAR_ENDS, NEW_YEAR)] == [[], [None]]
    with on(CHRISTMAS):
        plan = drafted(rated["01"], rated.campaign, UNIT, due_on=NEXT_YEAR_ENDS)
    assert [owes(rated, day) for day in (THIS_YEAR_ENDS, NEW_YEAR)] == [[], [plan]]


@pytest.mark.parametrize("closed", [False, True])
def test_second_plan_for_a_year_is_refused(rated, this_year, closed):
    with on(CHRISTMAS):
        if closed:
            done(this_year)
            actions.finish(plan=this_year, by=None)
        with pytest.raises(ValidationError, match=f"已有2012年的计划：2012年单位年度计划 {this_year.pk}。"):
            drafted(rated["01"], rated.campaign, UNIT)


def other_year(year):
    sentence = "其他年度的计划须另行编制：可从待办事项进入，12月也可从正在实施的计划页面进入。"
    return {"due_on": [f"本计划为{year}年度计划，完成时限应在该年度内。{sentence}"]}


@pytest.mark.parametrize("day", ["2011-12-31", "2013-01-01", "2013-03-31"])
def test_form_of_a_year_takes_no_due_day_of_another(rated, client_of, day):
    assert errors(saved(client_of("unit-01"), due_on=day)) == other_year(2012)
    assert (Plan.objects.count(), owes(rated, TODAY)) == (0, [None])


def test_draft_stays_the_plan_of_its_year(rated, this_year, client_of):
    with on(CHRISTMAS):
        plan = drafted(rated["01"], rated.campaign, UNIT, due_on=NEXT_YEAR_ENDS)
        edit = f"/plans/{plan.pk}/edit/"
        client = client_of("unit-01")
        for day in (THIS_YEAR_ENDS, date(2014, 12, 31)):
            assert errors(client.post(edit, shown(client.get(edit)) | {"due_on": day})) == other_year(2013)
        assert client.post(edit, shown(client.get(edit)) | {"due_on": date(2013, 1, 1)}).status_code == 302
    plan.refresh_from_db()
    assert (plan.due_on, plan.year) == (date(2013, 1, 1), 2013)


def test_draft_that_was_not_adopted_in_its_year_moves_on(rated, client_of):
    """It can be met no more: its day is set anew, and the year follows."""
    plan = drafted(rated["01"], rated.campaign, UNIT)
    edit = f"/plans/{plan.pk}/edit/"
    with on(date(2013, 1, 5)):
        client = client_of("unit-01")
        assert client.post(edit, shown(client.get(edit)) | {"due_on": NEXT_YEAR_ENDS}).status_code == 302
        plan.refresh_from_db()
        actions.submit(plan=plan, by=None)
    assert (plan.year, plan.state) == (2013, PlanState.SUBMITTED)


@pytest.mark.parametrize("kind", [PlanKind.PLEDGE, PlanKind.ACTIVITY])
def test_plans_of_no_year_are_due_in_any(rated, client_of, kind):
    client, page = client_of("branch-0101"), new(kind, "0101")
    assert client.post(page, shown(client.get(page)) | typed("调研", due_on="2013-03-31")).status_code == 302


def test_second_draft_for_a_year_is_refused(rated):
    drafted(rated["01"], rated.campaign, UNIT)
    with pytest.raises(ValidationError, match="同类计划已有一份正在编写或审核"):
        drafted(rated["01"], rated.campaign, UNIT)
    drafted(rated["01"], rated.campaign, UNIT, due_on=NEXT_YEAR_ENDS)


def test_withdrawn_plan_leaves_its_year_to_another(rated, this_year, client_of):
    actions.withdraw(plan=this_year, reason="重新制定", by=None)
    assert shown(client_of("unit-01").get(WRITE))["due_on"] == THIS_YEAR_ENDS


def test_moved_due_day_leaves_a_plan_to_its_year(rated, this_year):
    with on(CHRISTMAS):
        move = actions.ask_move(plan=this_year, new_day=date(2013, 1, 31), reason="顺延", by=None)
        actions.grant_move(move=move, by=None)
    assert [owes(rated, day) for day in (CHRISTMAS, NEW_YEAR)] == [[], [None]]


@pytest.mark.parametrize(
    ("who", "day", "leads"),
    [("unit-01", date(2012, 12, 1), True), ("unit-01", date(2012, 11, 30), False), ("department", CHRISTMAS, False)],
)
def test_plan_leads_who_writes_it_to_the_next_year_in_december(rated, this_year, client_of, who, day, leads):
    def page():
        return client_of(who).get(this_year.get_absolute_url()).content.decode()

    with on(day):
        assert (f'href="{WRITE}"' in page()) == leads
        plan = submitted(rated["01"], rated.campaign, UNIT, due_on=NEXT_YEAR_ENDS)
        assert f'href="{WRITE}"' not in page()
        actions.adopt(plan=plan, by=None)
        assert f'href="{WRITE}"' not in page()
        actions.withdraw(plan=plan, reason="重新制定", by=None)
        assert (f'href="{WRITE}"' in page()) == leads


def test_next_year_is_not_asked_for_once_its_plan_is_done(rated, this_year, client_of):
    with on(date(2012, 12, 1)):
        plan = in_force(rated["01"], rated.campaign, UNIT, day=date(2012, 12, 1), due_on=NEXT_YEAR_ENDS)
        done(plan)
        actions.finish(plan=plan, by=None)
        assert f'href="{WRITE}"' not in client_of("unit-01").get(this_year.get_absolute_url()).content.decode()


def test_inbox_tells_the_plans_of_both_years_apart(rated, this_year, client_of):
    with on(NEW_YEAR):
        page = client_of("unit-01").get("/todo/").content.decode()
    assert ["2013年单位年度计划：请填写并提交。" in page, "2012年单位年度计划：1项措施已逾期。" in page] == [True, True]
