"""Plans for tests, made by the verbs themselves, on the day it is (time-machine stops the clock)."""

from datetime import date, datetime, timedelta

import time_machine
from django.utils import timezone

from pledges import actions
from pledges.choices import PlanKind
from pledges.models import Plan
from pledges.texts import MeasureText, PlanText
from ratings.choices import Tier
from tests.world import YEAR_1

IN_TIME = YEAR_1
TODAY = date(2012, 6, 1)


def on(day: date):
    """The clock stands at ten in the morning of `day`."""
    moment = datetime(day.year, day.month, day.day, 10, tzinfo=timezone.get_current_timezone())
    return time_machine.travel(moment, tick=False)


def text(goal=Tier.ADVANCED, due_on=IN_TIME, measures=("每月组织一次理论学习",), **facts):
    """What a plan says; measures as texts or MeasureTexts."""
    rows = tuple(one if isinstance(one, MeasureText) else MeasureText(one) for one in measures)
    return PlanText(goal=goal, due_on=due_on, measures=rows, **facts)


def drafted(organisation, campaign, kind=PlanKind.PLEDGE, *, by=None, previous=None, **facts) -> Plan:
    """A draft; rectifications aim at ordinary unless told otherwise."""
    goals = {PlanKind.PLEDGE: Tier.ADVANCED, PlanKind.RECTIFICATION: Tier.ORDINARY}
    facts = {"goal": goals.get(kind), **facts}
    organisation.refresh_from_db()
    return actions.draft(
        kind=kind, organisation=organisation, campaign=campaign, text=text(**facts), previous=previous, by=by
    )


def submitted(*args, by=None, **facts) -> Plan:
    """A plan that waits for its review."""
    plan = drafted(*args, by=by, **facts)
    actions.submit(plan=plan, by=by)
    return plan


def in_force(*args, day=TODAY, by=None, reviewer=None, **facts) -> Plan:
    """A plan in force since `day`."""
    with on(day):
        plan = submitted(*args, by=by, **facts)
        actions.adopt(plan=plan, by=reviewer)
    return plan


def reported(plan, number=1, *, day=None, by=None, role="branch", **facts):
    """The measure of that number, reported as done on `day` (today)."""
    measure = plan.measures.get(number=number)
    facts = {"text": "已组织学习", "completes": True, **facts}
    actions.report(measure=measure, on=day or timezone.localdate(), by=by, role=role, **facts)
    measure.refresh_from_db()
    return measure


def done(plan, number=1, *, day=None, by=None, confirmer=None, **facts):
    """The measure of that number, reported and confirmed."""
    measure = reported(plan, number, day=day, by=by, **facts)
    actions.confirm(measure=measure, by=confirmer)
    return measure


def assessed(plan, number=1, *, text="各项措施已落实", by=None) -> Plan:
    """A pledge in force whose branch has reported a measure and assessed itself."""
    reported(plan, number, by=by)
    actions.assess(plan=plan, text=text, by=by)
    return plan


def days(count):
    """So many days."""
    return timedelta(days=count)
