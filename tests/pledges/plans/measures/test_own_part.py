"""Nobody decides what is their own: another one does, the department where the unit has no other."""

import pytest

from core.choices import Role
from core.reporting.choices import ReportedState
from pledges import actions
from pledges.choices import PlanKind, PlanOutcome
from pledges.models import Plan, Update
from ratings.choices import Tier
from tests.pledges.made import IN_TIME, TODAY, days, done, in_force, reported
from tests.pledges.plans.measures.reporting import address, send
from tests.pledges.todos.scene import COUNTS
from tests.world import appoint, rate


def test_own_measure_is_left_to_another(rated, client_of, told):
    """The unit's secretary reported one of a rectification: the department confirms."""
    plan = in_force(rated["0102"], rated.campaign, PlanKind.RECTIFICATION)
    reported(plan, by=rated.people["department"], role="unit")
    client, own = client_of("department"), "该措施由您本人报告，须由他人确认（R26）。"
    assert client.get(address(plan, "confirm")).context["decision"].refusal == own
    assert own in told(client.post(address(plan, "confirm")))
    assert address(plan, "confirm") not in client.get(plan.get_absolute_url()).content.decode()
    assert client_of("department-2").post(address(plan, "confirm")).status_code == 302
    assert plan.measures.get().state == ReportedState.DONE


def test_who_leads_unit_and_branch_reports_as_the_unit(rated, rectification, client_of):
    """R27b: then the department accepts, not the same person."""
    appoint(rated.people["unit-01"], Role.BRANCH, rated["0102"])
    send(client_of("unit-01"), rectification)
    assert Update.objects.get().reported_as == Role.UNIT


def test_who_leads_unit_and_branch_leaves_the_confirmation_to_the_department(rated, pledge, client_of):
    """The unit has no other secretary: without this nobody could confirm (R26)."""
    appoint(rated.people["unit-01"], Role.BRANCH, rated["0101"])
    send(client_of("unit-01"), pledge)
    page, own = address(pledge, "confirm"), client_of("unit-01")
    assert (own.get(page).status_code, own.post(page).status_code) == (403, 403)
    shown = [
        page in client_of(who).get(pledge.get_absolute_url()).content.decode() for who in ("unit-01", "department")
    ]
    assert shown == [False, True]
    assert client_of("department").post(page).status_code == 302
    assert pledge.measures.get(number=1).state == ReportedState.DONE


def test_who_leads_unit_and_branch_leaves_a_later_day_to_the_department(rated, pledge, client_of, told):
    """R26: who asked does not move the day themselves."""
    appoint(rated.people["unit-01"], Role.BRANCH, rated["0101"])
    unit, department = client_of("unit-01"), client_of("department")
    unit.post(f"/plans/{pledge.pk}/move/", {"new_day": str(IN_TIME + days(9)), "reason": "调研"})
    page = f"/plans/{pledge.pk}/moves/{pledge.moves.get().pk}/grant/"
    assert (unit.get(page).status_code, unit.post(page).status_code) == (403, 403)
    shown = [page in client.get(pledge.get_absolute_url()).content.decode() for client in (unit, department)]
    assert shown == [False, True]
    assert department.post(page).status_code == 302
    pledge.refresh_from_db()
    assert pledge.due_on == IN_TIME + days(9)


def test_officer_who_asked_for_a_later_day_leaves_it_to_another(rectification, rated, client_of, told):
    move = actions.ask_move(plan=rectification, new_day=IN_TIME + days(9), reason="调研", by=rated.people["department"])
    client, page = client_of("department"), f"/plans/{rectification.pk}/moves/{move.pk}/grant/"
    own = "该时限调整由您本人申请，须由他人审核（R26）。"
    assert client.get(page).context["decision"].refusal == own
    assert (own in told(client.post(page)), page in client.get(rectification.get_absolute_url()).content.decode()) == (
        True,
        False,
    )
    assert client_of("department-2").post(page).status_code == 302


def test_measure_of_who_was_promoted_is_confirmed_by_the_department(rated, pledge, client_of):
    who = rated.people["branch-0101"]
    reported(pledge, by=who)
    appoint(who, Role.UNIT, rated["01"])
    page = address(pledge, "confirm")
    assert [client_of(name).get(page).status_code for name in ("branch-0101", "unit-01", "department")] == [
        403,
        403,
        200,
    ]
    assert page in client_of("department").get(pledge.get_absolute_url()).content.decode()


@pytest.fixture
def reported_by_unit(rated, rectification):
    """The unit's secretary reported its measure, and asked for the acceptance."""
    people = rated.people
    done(rectification, by=people["unit-01"], role="unit", confirmer=people["department"])
    actions.ask_acceptance(plan=rectification, by=people["unit-01"])
    return rectification


def test_who_reported_may_not_accept(reported_by_unit, client_of):
    """R27b: the department accepts where the unit's secretary reported a measure."""
    page = f"{reported_by_unit.get_absolute_url()}accept/"
    assert client_of("unit-01").get(page).status_code == 403
    assert page not in client_of("unit-01").get(reported_by_unit.get_absolute_url()).content.decode()
    assert page in client_of("department").get(reported_by_unit.get_absolute_url()).content.decode()


def test_who_accepted_is_told_to_leave_the_settling_to_another(rated, reported_by_unit, client_of, told):
    plan, own = reported_by_unit, "该方案由您本人验收，须由另一名工作人员销号（R27b）。"
    client, page = client_of("department"), f"{reported_by_unit.get_absolute_url()}settle/"
    client.post(f"{plan.get_absolute_url()}accept/", {"on": str(TODAY), **COUNTS})
    rate(rated["0102"], rated.baseline, Tier.ORDINARY)
    assert client.get(page).context["decision"].refusal == own
    assert own in told(client.post(page))
    assert page not in client.get(plan.get_absolute_url()).content.decode()
    assert client_of("department-2").post(page).status_code == 302
    assert Plan.objects.get(pk=plan.pk).outcome == PlanOutcome.SETTLED
