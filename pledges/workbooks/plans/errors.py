"""What is refused in a workbook of plans, from whoever brings it."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from core.choices import Role
from core.reporting.choices import ReportedState
from core.web.privacy import check_words
from core.workbooks.numbered.places import FOREIGN, Objections, RowPlace, said
from pledges import validation
from pledges.choices import ACCEPTING, BEFORE_ADOPTION, EDITABLE, RUNNING, PlanState
from pledges.lifecycles.plans import writers
from pledges.models import Plan
from pledges.texts import in_full
from pledges.workbooks.plans import states
from pledges.workbooks.plans.entries import MEASURE_TEXT, PLAN_TEXT, PlanEntry
from pledges.workbooks.plans.sheets import PLANS_SHEET


@dataclass(frozen=True)
class ImportSetting:
    """Who brings the workbook, on which day, and by `owner_of` the plans there would be (`rivals`) and those there are
    (`stored`)."""

    by: object
    by_department: bool
    today: date
    rivals: dict[tuple, list[tuple[str, Plan]]]
    stored: dict[tuple, list[tuple[str, Plan]]]

    def others(self, entry: PlanEntry) -> list[tuple[str, Plan]]:
        """(number, plan) of the others of the same kind and owner."""
        return [one for one in self.rivals.get(owner_of(entry.plan), ()) if one[1] is not entry.plan]


def owner_of(plan: Plan) -> tuple:
    """Whose plan of which kind it is, and for which year."""
    return plan.organisation_id, plan.campaign_id, plan.kind, plan.year


def errors(entry: PlanEntry, setting: ImportSetting) -> Objections:
    """Everything that is refused about `entry`, as far as its cells could be read."""
    for check in (_foreign, _goal, _counted, _left_out, _states):
        yield from check(entry, setting)
    if entry.is_clear:
        for check in (_writer, _rewritten, _closed, _twin, _in_public, _reported, _moved):
            yield from check(entry, setting)


def cell(entry: PlanEntry, key: str) -> tuple[RowPlace, str]:
    """Where `key` of the plan stands in the file; its number when the file does not say it."""
    return (entry.place, key) if entry.place else (entry.anchor, "number")


def cell_of(entry: PlanEntry, one, key: str) -> tuple[RowPlace, str]:
    """Where `key` of a measure stands in the file; the number of its plan when the file does not say it."""
    return (one.place, key) if one.place else cell(entry, "number")


def words(entry: PlanEntry) -> Objections:
    """Every word that no public page says, where it was typed (R27a)."""
    for key in ("responsible", "problems", "causes", "leader", "contact"):
        yield from said(*cell(entry, key), check_words, [getattr(entry.plan, key)])
    for one in entry.standing:
        yield from said(*cell_of(entry, one, "text"), check_words, [in_full(one.measure)])
        yield from said(*cell_of(entry, one, "person"), check_words, [one.measure.person])


def _foreign(entry, setting):
    for place, key in entry.foreign:
        yield place, key, str(FOREIGN)


def _goal(entry, setting):
    place = entry.place
    if place and entry.covers and entry.plan.goal is None and "goal" not in place.row.faulty:
        yield place, "goal", _("“%(head)s” must be filled in.") % {"head": PLANS_SHEET.by_key["goal"].zh}


def _counted(entry, setting):
    for one in _named(entry):
        values = {"start": one.measure.start, "goal_value": one.measure.goal_value}
        missing = [key for key, value in values.items() if value is None and key not in one.place.row.faulty]
        if len(missing) == 1:
            yield one.place, missing[0], _("What is counted has a start value and a goal value.")


def _left_out(entry, setting):
    for one in _named(entry):
        if one.measure.dropped_on and one.changed:
            yield one.place, "measure", _("A later version left this measure out.")


def _states(entry, setting):
    yield from states.of_plan(entry)
    for one in _named(entry):
        for key, sentence in states.of_measure(one, entry.parts.reporters[one.measure.number], setting.by):
            yield one.place, key, sentence


def _named(entry):
    return [one for one in entry.measures.values() if one.place]


def _writer(entry, setting):
    if not entry.is_brought and (entry.is_judged or entry.reports):
        who = " / ".join(str(Role(role).label) for role in sorted(writers(entry.plan)))
        yield *cell(entry, "organisation"), _("This plan is written by: %(who)s.") % {"who": who}


def _rewritten(entry, setting):
    """Its text is changed in a draft; what is in force changes by a new version, also under an import."""
    if entry.before is None or not entry.is_judged:
        return
    if setting.by_department:
        if entry.was_adopted and entry.is_rewritten and entry.parts.is_amended:
            yield *cell(entry, "number"), _("A version of this plan is being written: decide on that one first.")
    elif entry.before.state not in EDITABLE:
        sentence = _not_editable(entry.before)
        yield from ((entry.place, key, sentence) for key in PLAN_TEXT if key in entry.changed)
        for one in _named(entry):
            keys = [key for key in MEASURE_TEXT if key in one.changed]
            yield from ((one.place, key, sentence) for key in (keys if one.before else ["measure"]))


def _not_editable(plan):
    if plan.state == PlanState.SUBMITTED:
        return _("It was submitted in the meantime and cannot be changed now.")
    if plan.state in ACCEPTING:
        return str(validation.ACCEPTANCE_ASKED)
    if plan.state == PlanState.ENDED:
        return _("It is not in force: its text does not change any more.")
    return _("It is in force: change its text by a new version on the plan’s page.")


def _closed(entry, setting):
    if entry.is_judged and entry.plan.state != PlanState.ENDED:
        day = setting.today
        yield from said(*cell(entry, "organisation"), validation.check_open, entry.plan.organisation, today=day)


def _twin(entry, setting):
    """Of one kind, and for one year, there is one in writing."""
    plan, others = entry.plan, setting.others(entry)
    if plan.state not in BEFORE_ADOPTION:
        return
    if entry.is_moved_to_another_year:  # the rows are written at once: none takes the place that another one leaves
        for number in _in_writing([*setting.stored.get(owner_of(plan), ()), *others]):
            sentence = _("There is a plan for %(year)d already: %(plan)s.")
            yield *cell(entry, "due_on"), sentence % {"year": plan.year, "plan": number}
    elif entry.before is None or entry.before.state != plan.state:
        for number in _in_writing(others):
            sentence = _("A plan of this kind is being written already: %(number)s.")
            yield *cell(entry, "kind"), sentence % {"number": number}


def _in_writing(plans):
    """The number of the first one that is being written, if any, of (number, plan)."""
    return [number for number, plan in plans if plan.state in BEFORE_ADOPTION][:1]


def _in_public(entry, setting):
    """An import is no back door to the public wall (R27a)."""
    if entry.is_public and (entry.is_rewritten or not entry.was_adopted):
        yield from words(entry)
    if entry.is_public:
        told = [(one.place, "text", one.update.text) for one in entry.reports]
        told += [(one.place, "reason", one.move.reason) for one in entry.moves if one.place]
        for place, key, text in told:
            yield from said(place, key, check_words, [text])


def _reported(entry, setting):
    for report in entry.reports:
        measure = entry.measures[report.number].measure
        if not entry.plan.is_adopted:
            yield report.place, "number", _("The plan is not in force yet: nothing can be reported.")
        elif measure.dropped_on:
            yield report.place, "measure", _("A later version left this measure out.")
        elif not setting.by_department and entry.plan.state not in RUNNING:
            yield report.place, "number", _("The plan has ended.")
        elif not setting.by_department and measure.state == ReportedState.DONE:
            yield report.place, "measure", _("This measure is confirmed as done already.")
        elif not setting.by_department:
            yield from said(report.place, "number", validation.check_at_work, entry.plan)


def _moved(entry, setting):
    for one in entry.moves:
        if one.place and not entry.plan.is_adopted:
            yield one.place, "number", _("Only the due day of a plan in force is moved.")
        elif one.place and one.move.decided_on > setting.today:
            yield one.place, "decided_on", _("This day lies ahead: the due day has not been moved yet.")
