"""Measures are reported with proof and confirmed by somebody else (R26)."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from branches.models import Appointment
from core.choices import Role
from core.reporting.choices import ReportedState
from core.workflow.lifecycle import TooLate
from pledges import actions
from pledges.lifecycles.plans import measure_table, reviewer, table
from pledges.models import Measure, Proof, Update
from pledges.texts import MeasureText
from tests.pledges.actions.conftest import PUBLISHED
from tests.pledges.made import TODAY, days, done, in_force, on, reported
from tests.world import appoint


def report(measure, day=TODAY, **facts):
    facts = {"text": "已组织学习", "role": "branch", "by": None, **facts}
    return actions.report(measure=measure, on=day, **facts)


def promoted(world, who):
    """`who` is appointed the only secretary of the unit."""
    Appointment.objects.filter(role=Role.UNIT, organisation=world["01"]).delete()
    who.appointments.all().delete()
    appoint(who, Role.UNIT, world["01"])


@pytest.mark.parametrize("day", [PUBLISHED, TODAY])
def test_report_is_dated_within_the_plan(pledge, day):
    assert report(pledge.measures.get(number=1), day).on == day


@pytest.mark.parametrize("day", [PUBLISHED - days(1), TODAY + days(1), date.min, date.max])
def test_report_of_another_day_is_refused(pledge, refused, day):
    told = refused(report, measure=pledge.measures.get(number=1), day=day)
    assert told == {"on": ["日期应在2012年5月10日（开始实施之日）至今天之间。"]}
    assert Update.objects.count() == 0


def test_value_of_what_is_not_counted_is_refused(pledge, refused):
    told = refused(report, measure=pledge.measures.get(number=1), value=Decimal(3))
    assert told == {"value": ["该措施没有计量指标，不填数值。"]}


def test_countable_measure_keeps_each_value_with_its_day(rated):
    measure = MeasureText("理论学习", start=Decimal(4), goal_value=Decimal(12))
    plan = in_force(rated["0101"], rated.campaign, day=PUBLISHED, measures=[measure])
    for day, value in ((PUBLISHED, 5), (TODAY, 8)):
        report(plan.measures.get(), day, value=Decimal(value))
    assert list(Update.objects.values_list("on", "value")) == [(PUBLISHED, 5), (TODAY, 8)]
    assert plan.measures.get().state == ReportedState.OPEN


def test_same_report_of_the_same_person_is_one(pledge, rated, refused):
    measure, by = pledge.measures.get(number=1), rated.people["branch-0101"]
    report(measure, by=by)
    assert list(refused(report, measure=measure, by=by)) == ["text"]
    report(measure, by=by, completes=True)
    assert list(refused(report, measure=measure, by=by, completes=True)) == ["text"]
    others = ({"by": by, "day": PUBLISHED}, {"by": by, "text": "又学习一次"}, {"by": by, "role": "unit"}, {"by": None})
    for other in others:
        report(measure, **other)
    assert measure.updates.count() == 2 + len(others)


def test_nothing_is_reported_of_a_plan_that_has_ended(pledge, refused):
    actions.withdraw(plan=pledge, reason="另有安排", by=None)
    assert refused(report, measure=pledge.measures.get(number=1)) == {"__all__": ["该计划已于2012年6月1日结束。"]}


def test_nothing_is_reported_of_what_is_done_already(pledge, refused):
    assert refused(report, measure=done(pledge)) == {"__all__": ["该措施已确认完成。"]}


def test_measure_is_done_on_the_day_it_was_reported_for(pledge, rated):
    people = rated.people
    measure = reported(pledge, day=PUBLISHED + days(5), by=people["branch-0101"])
    assert (measure.state, measure.reported_by, measure.done_on) == (
        ReportedState.REPORTED,
        people["branch-0101"],
        None,
    )
    with on(TODAY + days(9)):
        actions.confirm(measure=measure, by=people["unit-01"])
    assert (measure.state, measure.done_on) == (ReportedState.DONE, PUBLISHED + days(5))
    assert (measure.confirmed_by, measure.confirmed_at.date()) == (people["unit-01"], TODAY + days(9))


def test_nobody_confirms_what_they_reported(pledge, rated, refused):
    measure = reported(pledge, by=rated.people["unit-01"])
    told = refused(actions.confirm, measure=measure, by=rated.people["unit-01"])
    assert told == {"__all__": ["该措施由您本人报告，须由他人确认（R26）。"]}
    assert Measure.objects.get(pk=measure.pk).state == ReportedState.REPORTED


def test_nobody_confirms_of_what_they_reported_some(pledge, rated, refused):
    """Who told of it first has a part in it, also where somebody else asked for the confirmation."""
    reported(pledge, by=rated.people["unit-01"], completes=False)
    measure = reported(pledge, by=rated.people["branch-0101"])
    assert list(refused(actions.confirm, measure=measure, by=rated.people["unit-01"])) == ["__all__"]


def test_department_confirms_what_the_unit_s_secretary_reported(pledge, rated):
    measure = reported(pledge, by=rated.people["unit-01"], role="unit")
    assert (measure_table(measure)["confirm"].role, reviewer(pledge)) == ("department", "unit")


def test_department_confirms_what_the_unit_s_secretary_reported_before_being_promoted(pledge, rated, refused):
    """Else nobody could: the unit has no other secretary (decision 0015)."""
    who = rated.people["branch-0101"]
    measure = reported(pledge, by=who)
    assert measure_table(measure)["confirm"].role == "unit"
    promoted(rated, who)
    assert measure_table(measure)["confirm"].role == "department"
    assert list(refused(actions.confirm, measure=measure, by=who)) == ["__all__"]
    actions.confirm(measure=measure, by=rated.people["department"])
    assert measure.state == ReportedState.DONE


def test_unit_confirms_again_once_who_reported_leads_it_no_more(pledge, rated):
    who = rated.people["branch-0101"]
    measure = reported(pledge, by=who)
    appoint(who, Role.UNIT, rated["01"], ends_on=TODAY)
    assert measure_table(measure)["confirm"].role == "unit"


def test_department_accepts_where_the_unit_s_secretary_reported_before_being_promoted(rectification, rated):
    """R27b: the reports are the secretary's own."""
    who = rated.people["branch-0101"]
    done(rectification, by=who, confirmer=rated.people["department"])
    promoted(rated, who)
    actions.ask_acceptance(plan=rectification, by=who)
    assert table(rectification)["accept"].role == "department"


def test_database_refuses_who_confirms_their_own(pledge, rated):
    measure, person = reported(pledge, by=rated.people["unit-01"]), rated.people["unit-01"]
    with pytest.raises(IntegrityError), transaction.atomic():
        Measure.objects.filter(pk=measure.pk).update(confirmed_by=person)


def test_measure_that_is_not_done_says_what_is_missing(pledge, rated, refused):
    measure = reported(pledge, by=rated.people["branch-0101"])
    assert list(refused(actions.unconfirm, measure=measure, reason=" ", by=None)) == ["__all__"]
    actions.unconfirm(measure=measure, reason="缺少签到表", by=rated.people["unit-01"])
    assert (measure.state, measure.reason) == (ReportedState.OPEN, "缺少签到表")
    measure = reported(pledge, by=rated.people["branch-0101"])  # the same once more: it asks again
    assert (measure.state, measure.reason, measure.updates.count()) == (ReportedState.REPORTED, "", 2)


@pytest.mark.parametrize("verb", [actions.confirm, lambda **who: actions.unconfirm(reason="缺少签到表", **who)])
def test_what_waits_for_nobody_is_not_decided(pledge, verb):
    with pytest.raises(TooLate):
        verb(measure=pledge.measures.get(number=1), by=None)
    with pytest.raises(TooLate):
        verb(measure=done(pledge, 2), by=None)


@pytest.mark.parametrize("verb", [actions.confirm, lambda **who: actions.unconfirm(reason="缺少签到表", **who)])
def test_nothing_is_confirmed_of_a_plan_that_has_ended(pledge, refused, verb):
    measure = reported(pledge)
    actions.withdraw(plan=pledge, reason="另有安排", by=None)
    assert refused(verb, measure=measure, by=None) == {"__all__": ["该计划已于2012年6月1日结束。"]}


def test_one_proof_serves_several_measures(pledge):
    first, second = pledge.measures.all()
    report(first, link="https://example.org/a")
    proof = Proof.objects.get()
    report(second, proofs=[proof])
    assert list(proof.updates.values_list("measure__number", flat=True).order_by("measure")) == [1, 2]


def test_resource_is_noted_and_taken_back_while_the_plan_runs(rectification, refused):
    kept = actions.add_resource(plan=rectification, what="专项经费", amount=Decimal(5000), by=None)
    actions.drop_resource(resource=actions.add_resource(plan=rectification, what="误记", by=None), by=None)
    assert list(rectification.resources.all()) == [kept]
    actions.withdraw(plan=rectification, reason="另有安排", by=None)
    kept.plan.refresh_from_db()
    assert list(refused(actions.drop_resource, resource=kept, by=None)) == ["__all__"]
    assert list(refused(actions.add_resource, plan=rectification, what="场地", by=None)) == ["__all__"]
