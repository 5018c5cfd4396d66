"""The page of a plan on a day gone by: what it said and how far it had come then, and nothing to do (R34)."""

from datetime import date

import pytest

from branches import actions as roster
from branches.models import Secretary
from pledges import actions
from pledges.choices import PlanKind, PlanState
from ratings.choices import Tier
from tests.pledges.made import TODAY, drafted, in_force, on, reported, text
from tests.world import YEAR_1, rate

DONE, LATER, NOW = date(2012, 7, 1), date(2012, 8, 1), date(2012, 8, 20)


@pytest.fixture
def pledge(world):
    """In force since TODAY with two measures; one is done on DONE, on LATER it is withdrawn and the branch is called
    otherwise and led by somebody else."""
    rate(world["0101"], world.baseline, Tier.ORDINARY)
    first = Secretary.objects.create(organisation=world["0101"], name="张三", term_from=date(2011, 1, 1))
    plan = in_force(world["0101"], world.campaign, measures=("每月学习", "走访群众"))
    with on(DONE):
        reported(plan)
        actions.confirm(measure=plan.measures.get(number=1), by=world.people["unit-01"])
    with on(LATER):
        roster.rename(world["0101"], name="新名党支部", on=LATER, by=None)
        first.left_on = LATER
        first.save()
        Secretary.objects.create(organisation=world["0101"], name="李四", term_from=LATER)
        actions.withdraw(plan=plan, reason="重新制定", by=world.people["unit-01"])
    return plan


def at(client, plan, day):
    return client.get(f"/plans/{plan.pk}/", {"on": day.isoformat()})


def told(response):
    page = response.context["page"]
    states = [(one.number, one.text, one.state) for one in page.measures]
    return page.plan.state, page.responsible, page.done.done, states


def test_page_of_a_day_gone_by_tells_that_day(pledge, client_of):
    with on(NOW):
        client = client_of("unit-01")
        early, late, ended = (at(client, pledge, day) for day in (TODAY, DONE, LATER))
    assert told(early) == (PlanState.IN_FORCE, "张三", 0, [(1, "每月学习", "open"), (2, "走访群众", "open")])
    assert told(late)[2:] == (1, [(1, "每月学习", "done"), (2, "走访群众", "open")])
    assert told(ended)[:2] == (PlanState.ENDED, "李四")
    assert [one.context["page"].title.endswith("新名党支部公开承诺") for one in (early, late, ended)] == [
        False,
        False,
        True,
    ]


def test_page_of_a_day_gone_by_offers_nothing_and_stays_on_the_day(pledge, client_of):
    with on(NOW):
        page = at(client_of("unit-01"), pledge, DONE)
    body = page.content.decode().partition("<main")[2].partition("</main>")[0]
    assert ("as-of" in body, "plan-actions" in body, '<form method="post"' in body) == (True, False, False)
    assert [url for _label, url in page.context["crumbs"]] == [
        "/plans/?on=2012-07-01",
        "/branches/0101/?on=2012-07-01",
        None,
    ]
    assert [event.day for event in page.context["page"].timeline if event.day > DONE] == []


def test_lists_of_a_day_lead_to_that_day(pledge, client_of):
    address = f'href="/plans/{pledge.pk}/?on=2012-07-01"'
    with on(NOW):
        client = client_of("department")
        for page in ("/plans/", "/plans/measures/", "/branches/0101/", "/units/01/", "/duties/?unit=01"):
            asked = f"{page}{'&' if '?' in page else '?'}on=2012-07-01"
            assert address in client.get(asked).content.decode(), page
        assert f'href="/plans/{pledge.pk}/"' in client.get("/plans/").content.decode()


def test_draft_is_told_as_it_was_written_then(world, client_of):
    rate(world["0102"], world.baseline, Tier.LAGGING)
    with on(TODAY):
        facts = {"problems": "组织涣散", "due_on": YEAR_1, "problem_types": ("other",)}
        plan = drafted(world["0102"], world.campaign, PlanKind.RECTIFICATION, **facts)
    with on(LATER):
        actions.write(plan=plan, text=text(Tier.ORDINARY, problems="已改写", problem_types=("other",)), by=None)
        page = at(client_of("unit-01"), plan, DONE)
    assert (page.context["page"].said.problems, page.context["page"].measures) == ("组织涣散", [])
    assert "组织涣散" in page.content.decode()


def test_day_before_it_was_begun_has_no_page_and_a_day_ahead_is_refused(pledge, client_of):
    with on(NOW):
        client = client_of("unit-01")
        assert at(client, pledge, date(2012, 5, 31)).status_code == 404
        ahead = at(client, pledge, date(2012, 9, 1))
        assert (ahead.status_code, "尚未到来" in ahead.content.decode()) == (400, True)
        assert at(client_of("unit-02"), pledge, DONE).status_code == 404
