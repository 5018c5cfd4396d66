"""What pages refuse: an error from units and branches, a warning about the department's ledger."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.workbooks.numbered.places import Objections, said
from pledges import validation
from pledges.choices import RUNNING, PlanKind, PlanOutcome, PlanState
from pledges.queries.plans.starting import LATE
from pledges.rules.cover import is_late
from pledges.workbooks.plans.entries import PlanEntry
from pledges.workbooks.plans.errors import ImportSetting, cell, cell_of, words
from pledges.workbooks.plans.known import KnownPlans
from ratings.choices import Tier


def doubts(entry: PlanEntry, setting: ImportSetting, known: KnownPlans) -> Objections:
    """Everything that a page would refuse about `entry`, whose plan is known."""
    if entry.is_judged:
        yield from _standing(entry, setting, known)
        for check in (_due, _measures, _second, _ahead):
            yield from check(entry, setting)
        yield from _settled(entry, known)
        if entry.plan.kind == PlanKind.PLEDGE and not entry.is_public:
            yield from words(entry)
    yield from _reports(entry, setting)


def late(entry: PlanEntry, known: KnownPlans) -> Objections:
    """A due day that covers no target: allowed, and worth a word, as on the pages."""
    plan, last = entry.plan, known.last_deadlines.get(entry.plan.campaign_id)
    is_asked = entry.is_judged and plan.due_on is not None and plan.state != PlanState.ENDED
    if is_asked and is_late(plan.kind, plan.due_on, last):
        yield *cell(entry, "due_on"), str(LATE)


def explained(entry: PlanEntry) -> Objections:
    """What follows from the file though no cell says it."""
    if entry.is_moved_to_another_year:
        sentence = _("With this due day it is the plan for %(year)d, no longer that for %(former)d.")
        yield *cell(entry, "due_on"), sentence % {"year": entry.plan.year, "former": entry.before.year}
    if entry.plan.outcome == PlanOutcome.NOT_KEPT and not entry.plan.explanation:
        sentence = _("The ledger does not explain to the public why it was not kept; the page says just that.")
        yield *cell(entry, "outcome"), sentence


def _standing(entry, setting, known):
    plan = entry.plan
    tier = known.tier(plan, plan.published_on or setting.today)
    relapse = plan.is_relapse
    yield from said(*cell(entry, "organisation"), validation.check_standing, plan.kind, tier, relapse=relapse)
    if plan.goal is not None:
        check = validation.check_goal
        yield from said(*cell(entry, "goal"), check, plan.kind, plan.goal, tier=tier, relapse=relapse)


def _due(entry, setting):
    plan = entry.plan
    day = entry.original.get(None, plan.due_on)
    if day and plan.published_on and day < plan.published_on:
        sentence = _("The due day lies before the day of publication, %(day)s.")
        yield *cell(entry, "due_on"), sentence % {"day": date_format(plan.published_on)}
    elif day and not plan.is_adopted and day < setting.today:
        sentence = _("The due day %(day)s lies before today.")
        yield *cell(entry, "due_on"), sentence % {"day": date_format(day)}


def _measures(entry, setting):
    if entry.number and not entry.standing:
        yield *cell(entry, "number"), _("Name at least one measure.")
    if len(entry.standing) > validation.MOST_MEASURES:
        sentence = _("At most %(most)d measures: join some of them.")
        yield *cell(entry, "number"), sentence % {"most": validation.MOST_MEASURES}
    due = entry.plan.due_on
    for one in entry.standing:
        if due and one.measure.due_on and one.measure.due_on > due:
            sentence = _("The measure is due after its plan (%(day)s).")
            yield *cell_of(entry, one, "due_on"), sentence % {"day": date_format(due)}


def _second(entry, setting):
    for number, other in setting.others(entry):
        if _clash(entry.plan, other):
            sentence = _("Another plan of this kind is in force then: %(number)s.")
            if entry.plan.year:
                sentence = _("There is a plan for %(year)d already: %(plan)s.")
            key = "due_on" if entry.is_moved_to_another_year else "kind"
            yield *cell(entry, key), sentence % {"number": number, "plan": number, "year": entry.plan.year}
            break


def _clash(plan, other):
    """Whether `other` is in force on a day of `plan`, or while it is written; of plans for a year, whether it is one
    as well."""
    if plan.year:
        return plan.outcome != PlanOutcome.WITHDRAWN and (other.state in RUNNING or other.outcome == PlanOutcome.DONE)
    if plan.published_on is None:
        return other.state in RUNNING
    begins, ends = other.published_on, other.ended_on
    before = ends and ends <= plan.published_on
    after = begins and plan.ended_on and plan.ended_on <= begins
    return begins is not None and not before and not after


def _ahead(entry, setting):
    """Days of what has happened lie behind us."""
    sentence = _("This day lies ahead.")
    for key in ("published_on", "ended_on"):
        day = getattr(entry.plan, key)
        if day and day > setting.today:
            yield *cell(entry, key), sentence
    for one in entry.standing:
        if one.measure.done_on and one.measure.done_on > setting.today:
            yield *cell_of(entry, one, "done_on"), sentence


def _settled(entry, known):
    plan = entry.plan
    if plan.outcome == PlanOutcome.SETTLED and plan.ended_on and plan.goal:
        tier = known.tier(plan, plan.ended_on)
        if tier is None or tier < plan.goal:
            sentence = _("It did not officially stand at %(goal)s or above on that day (R27b).")
            yield *cell(entry, "outcome"), sentence % {"goal": Tier(plan.goal).label}


def _reports(entry, setting):
    begin = entry.plan.published_on
    for report in entry.reports:
        update = report.update
        if begin and not begin <= update.on <= setting.today:
            sentence = _("The day lies between %(begin)s, when the plan began, and today.")
            yield report.place, "on", sentence % {"begin": date_format(begin)}
        if update.value is not None and entry.measures[report.number].measure.goal_value is None:
            yield report.place, "value", _("This measure is not counted.")
