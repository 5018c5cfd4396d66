"""Two branches of two units for everything that somebody waits for."""

from datetime import date

from pledges import actions
from pledges.choices import LookBackResult, PlanKind, PlanOutcome, PlanState
from pledges.models import LookBack, Plan, Update
from pledges.texts import text_of
from ratings.choices import Tier
from tests.pledges.made import TODAY, done, drafted, in_force, on, reported, submitted
from tests.pledges.todos.asked import AFTER, APPROVED
from tests.world import found, rate

PLEDGE, ACTIVITY, RECTIFICATION, UNIT = PlanKind.PLEDGE, PlanKind.ACTIVITY, PlanKind.RECTIFICATION, PlanKind.UNIT
TIERS = {PLEDGE: Tier.ORDINARY, RECTIFICATION: Tier.LAGGING, ACTIVITY: Tier.GOOD}
COUNTS = {"present": 10, "satisfied": 9, "fairly": 1, "dissatisfied": 0}


def returned(*args):
    actions.return_(plan=submitted(*args), reason="再细化", by=None)


def being_amended(*args):
    plan = in_force(*args)
    actions.amend(plan=plan, text=text_of(plan), by=None)


def amended(*args):
    plan = in_force(*args)
    actions.submit_version(version=actions.amend(plan=plan, text=text_of(plan), by=None), by=None)


def moved(*args):
    actions.ask_move(plan=in_force(*args), new_day=date(2013, 3, 1), reason="顺延", by=None)


def with_report(*args):
    reported(in_force(*args))


def finished(*args):
    plan = in_force(*args)
    done(plan)
    return plan


def asked_for(*args):
    plan = finished(*args)
    actions.ask_acceptance(plan=plan, by=None)
    return plan


def asked_for_by_unit(*args):
    Update.objects.filter(measure__plan=asked_for(*args)).update(reported_as="unit")


def not_accepted(*args):
    plan = in_force(*args)
    actions.ask_acceptance(plan=plan, by=None)
    actions.refuse_acceptance(plan=plan, reason="缺佐证", by=None)


def accepted(*args):
    actions.accept(plan=asked_for(*args), on=TODAY, **COUNTS, by=None)


def settled(*args):
    plan = in_force(*args)
    ended = {"state": PlanState.ENDED, "outcome": PlanOutcome.SETTLED, "ended_on": TODAY}
    Plan.objects.filter(pk=plan.pk).update(**ended)
    return plan


def relapsed(*args):
    LookBack.objects.create(plan=settled(*args), on=TODAY, result=LookBackResult.RELAPSED, note="问题反复")


def nothing(*_args):
    """The plan is owed and not begun."""


CASES = [
    (PLEDGE, (nothing, drafted, submitted, amended, moved, with_report)),
    (ACTIVITY, (nothing, submitted, in_force, amended)),
    (RECTIFICATION, (nothing, drafted, submitted, returned, amended, moved, with_report, in_force, finished)),
    (RECTIFICATION, (being_amended, asked_for, asked_for_by_unit, not_accepted, accepted, settled, relapsed)),
]
REACHED = (accepted, relapsed)  # what is rated ordinary in the later round


def everything(world):
    """On 1 June each case twice in 01 and in 02; the plans of the units for the year too."""
    number = 100
    for kind, cases in CASES:
        for case in cases:
            for code in ("01", "02", "01", "02"):
                number += 1
                branch = found(world[code], f"{code}{number}")
                with on(APPROVED):
                    rate(branch, world.baseline, TIERS[kind])
                case(branch, world.campaign, kind)
                if case in REACHED:
                    with on(AFTER):
                        rate(branch, world.later, Tier.ORDINARY)
    submitted(world["01"], world.campaign, UNIT)
    submitted(world["02"], world.campaign, UNIT)
    in_force(world["03"], world.campaign, UNIT)
