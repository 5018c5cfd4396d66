"""The acts about plans."""

from dataclasses import replace
from functools import partial

from pledges import actions
from pledges.choices import LookBackResult, PlanKind, PlanOutcome
from pledges.models import Measure, Plan
from pledges.texts import text_of
from ratings.choices import Tier
from tests.pledges import made
from tests.pledges.acts.ready import branch, campaign, officer, today
from tests.pledges.made import IN_TIME, TODAY, days
from tests.world import rate

COUNTS = {"on": TODAY, "present": 10, "satisfied": 7, "fairly": 2, "dissatisfied": 1}
REASON = {"reason": "另有安排"}


def _of(make, code="0101", kind=PlanKind.PLEDGE, **facts):
    """The plan that `make` makes, a pledge of 0101 unless told otherwise."""
    return lambda world: make(world[code], world.campaign, kind, **facts)


_drafted, _submitted, _pledge = (_of(make) for make in (made.drafted, made.submitted, made.in_force))
_activity = _of(made.in_force, kind=PlanKind.ACTIVITY)
_rectification = _of(made.in_force, "0102", PlanKind.RECTIFICATION)


def _open_measure(world):
    return _pledge(world).measures.get()


def _reported_measure(world):
    return made.reported(_pledge(world))


def _assessed(world):
    return made.assessed(_pledge(world))


def _asked(world):
    plan = _rectification(world)
    actions.ask_acceptance(plan=plan, by=None)
    return plan


def _accepted(world):
    plan = _asked(world)
    actions.accept(plan=plan, **COUNTS, by=None)
    rate(world["0102"], world.baseline, Tier.ORDINARY)
    return plan


def _settled(world):
    plan = _accepted(world)
    actions.settle(plan=plan, by=None)
    return plan


def _version(world):
    """A further version of a pledge, not submitted yet."""
    plan = _pledge(world)
    return actions.amend(plan=plan, text=replace(text_of(plan), responsible="李四"), by=None)


def _submitted_version(world):
    version = _version(world)
    actions.submit_version(version=version, by=None)
    return version


def _move(world):
    return actions.ask_move(plan=_pledge(world), new_day=IN_TIME + days(30), reason="寒假调研", by=None)


def _resource(world):
    return actions.add_resource(plan=_rectification(world), what="专项经费", by=None)


def _take_over(world):
    records = [_record(world, code) for code in ("0101", "0103")]
    return partial(actions.take_over, records, reason="import: a.xlsx", by=world.people["department"])


def _record(world, code):
    plan = Plan(kind=PlanKind.ACTIVITY, organisation=world[code], campaign=world.campaign, due_on=IN_TIME)
    measures = [(Measure(plan=plan, number=1, text="每月组织一次理论学习"), None)]
    return actions.PlanRecord(plan, None, measures, updates=(), moves=(), version=None)


ACTS = {
    actions.draft: officer(
        actions.draft, kind=PlanKind.PLEDGE, organisation=branch("0101"), campaign=campaign, text=made.text()
    ),
    actions.write: officer(actions.write, plan=_drafted, text=made.text(measures=["走访党员"])),
    actions.discard: officer(actions.discard, plan=_drafted),
    actions.submit: officer(actions.submit, plan=_drafted),
    actions.return_: officer(actions.return_, plan=_submitted, **REASON),
    actions.adopt: officer(actions.adopt, plan=_submitted),
    actions.amend: officer(actions.amend, plan=_pledge, text=made.text(measures=["走访党员"])),
    actions.drop_version: officer(actions.drop_version, version=_version),
    actions.submit_version: officer(actions.submit_version, version=_version),
    actions.return_version: officer(actions.return_version, version=_submitted_version, **REASON),
    actions.adopt_version: officer(actions.adopt_version, version=_submitted_version),
    actions.report: officer(
        actions.report, measure=_open_measure, on=TODAY, text="已组织学习", completes=True, role="unit"
    ),
    actions.confirm: officer(actions.confirm, measure=_reported_measure),
    actions.unconfirm: officer(actions.unconfirm, measure=_reported_measure, **REASON),
    actions.add_resource: officer(actions.add_resource, plan=_rectification, what="专项经费", person="王五"),
    actions.drop_resource: officer(actions.drop_resource, resource=_resource),
    actions.ask_move: officer(actions.ask_move, plan=_pledge, new_day=IN_TIME + days(30), **REASON),
    actions.grant_move: officer(actions.grant_move, move=_move),
    actions.refuse_move: officer(actions.refuse_move, move=_move, answer="按期完成"),
    actions.assess: officer(actions.assess, plan=lambda world: _reported_measure(world).plan, text="各项措施已落实"),
    actions.send_back: officer(actions.send_back, plan=_assessed, **REASON),
    actions.appraise: officer(actions.appraise, plan=_pledge, **COUNTS),
    actions.decide_outcome: officer(actions.decide_outcome, plan=_assessed, outcome=PlanOutcome.PARTLY, **REASON),
    actions.finish: officer(actions.finish, plan=_activity),
    actions.withdraw: officer(actions.withdraw, plan=_pledge, **REASON),
    actions.ask_acceptance: officer(actions.ask_acceptance, plan=_rectification),
    actions.refuse_acceptance: officer(actions.refuse_acceptance, plan=_asked, **REASON),
    actions.accept: officer(actions.accept, plan=_asked, **COUNTS),
    actions.settle: officer(actions.settle, plan=_accepted),
    actions.look_back: officer(
        actions.look_back, plan=_settled, on=TODAY, result=LookBackResult.LASTING, note="走访了解"
    ),
    actions.take_over: today(_take_over),
}
