"""What stands behind ‖ as a ledger gives it: states, days and outcomes must agree with each other."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.reporting.choices import ReportedState
from pledges.choices import BEFORE_ADOPTION, OF_PLEDGES, PlanKind, PlanOutcome, PlanState
from pledges.workbooks.plans.sheets import DECIDED
from pledges.workbooks.plans.words import STATE_WORDS

STATES = {
    PlanKind.PLEDGE: {PlanState.ASSESSED},
    PlanKind.RECTIFICATION: {PlanState.ACCEPTANCE, PlanState.ACCEPTED},
}
OUTCOMES = {
    PlanKind.PLEDGE: {*OF_PLEDGES},
    PlanKind.RECTIFICATION: {PlanOutcome.SETTLED},
    PlanKind.ACTIVITY: {PlanOutcome.DONE},
    PlanKind.UNIT: {PlanOutcome.DONE},
}
OF_SOME = set().union(*STATES.values())


def of_plan(entry):
    """(place, column, sentence) of what contradicts itself in a row of 计划."""
    if entry.place and (entry.before is None or entry.changed & set(DECIDED)):
        faulty = entry.place.row.faulty
        for check, needed in CHECKS:
            if not needed & faulty:
                for key, sentence in check(entry.plan, entry.before):
                    yield entry.place, key, sentence


def _back(plan, before):
    if before and before.state == PlanState.ENDED and plan.state != PlanState.ENDED:
        yield "state", _("It ended on %(day)s and does not begin again.") % {"day": date_format(before.ended_on)}
    elif before and before.is_adopted and plan.state in BEFORE_ADOPTION:
        sentence = _("It has been in force since %(day)s and is no draft any more.")
        yield "state", sentence % {"day": date_format(before.published_on)}


def _published(plan, before):
    if plan.state in BEFORE_ADOPTION:
        if plan.published_on and not (before and before.is_adopted):
            sentence = _("With the state “%(state)s” there is no day of publication.")
            yield "published_on", sentence % _state(plan)
    elif plan.published_on is None and not (before and before.state == PlanState.ENDED):
        sentence = _("With the state “%(state)s” the day of publication must be filled in.")
        yield "published_on", sentence % _state(plan)


def _ended(plan, before):
    if plan.state == PlanState.ENDED:
        if plan.ended_on is None:
            yield "ended_on", _("With the state “%(state)s” the day of the end must be filled in.") % _state(plan)
    elif not (before and before.state == PlanState.ENDED):
        if plan.ended_on:
            yield "ended_on", _("With the state “%(state)s” there is no day of an end.") % _state(plan)
        if plan.outcome:
            yield "outcome", _("With the state “%(state)s” there is no outcome.") % _state(plan)


def _in_order(plan, before):
    if plan.ended_on and plan.published_on and plan.ended_on < plan.published_on:
        words = {"day": date_format(plan.published_on)}
        yield "ended_on", _("The end lies before the day of publication, %(day)s.") % words


def _of_kind(plan, before):
    if plan.state in OF_SOME - STATES.get(plan.kind, set()):
        yield "state", _("A plan of this kind has no such state.")
    if plan.outcome and plan.outcome not in OUTCOMES[plan.kind] | {PlanOutcome.WITHDRAWN}:
        yield "outcome", _("A plan of this kind has no such outcome.")


def _state(plan):
    return {"state": STATE_WORDS[plan.state]}


# Each check with the cells that must have been read for it.
CHECKS = (
    (_back, {"state"}),
    (_published, {"state", "published_on", "ended_on"}),
    (_ended, {"state", "ended_on", "outcome"}),
    (_in_order, {"published_on", "ended_on"}),
    (_of_kind, {"kind", "state", "outcome"}),
)


def of_measure(one, reporters, by):
    """(column, sentence) of what contradicts itself in a row of 措施 that `by` brings; `reporters`: who told of it."""
    measure, before = one.measure, one.before
    if one.changed & {"state", "done_on"} and not one.place.row.faulty & {"state", "done_on"}:
        was_done = before is not None and before.state == ReportedState.DONE
        if was_done and measure.state != ReportedState.DONE:
            yield "state", _("This measure is confirmed as done already.")
        elif measure.state == ReportedState.DONE and measure.done_on is None:
            yield "done_on", _("A measure that is done has a day.")
        elif measure.state != ReportedState.DONE and measure.done_on:
            yield "done_on", _("A measure that is not done has no such day.")
        elif measure.state != ReportedState.OPEN and not measure.plan.is_adopted:
            yield "state", _("The plan is not in force yet: nothing can be reported.")
        if measure.state == ReportedState.DONE and not was_done and by is not None and by.pk in reporters:
            yield "state", _("You reported this measure yourself: somebody else confirms it (R26).")
