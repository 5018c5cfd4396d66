"""What is refused in a workbook of projects; what pages refuse of a ledger taken over from paper is only said."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import chain

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.reporting.choices import ReportedState
from core.workbooks.numbered.columns import must_be_filled
from core.workbooks.numbered.places import Objections
from projects.choices import ENDED, GOOD_GRADES, UNFINISHED, WITH_MONEY, Grade, MidtermResult, ProjectState, Verdict
from projects.rules.money import first_day_outside, lines_missing, yuan
from projects.rules.tasks import due_refusal
from projects.workbooks.entries import ProjectEntry
from projects.workbooks.known import KnownProjects
from projects.workbooks.persons import foreign
from projects.workbooks.sheets import PROJECTS_SHEET
from projects.workbooks.words import STATE_WORDS, told_state

S = ProjectState
APPROVED = (S.NOTICE, *WITH_MONEY, S.WITHDRAWN)  # where money may be approved
GRADES = {S.CLOSING: GOOD_GRADES, S.ACCEPTED: GOOD_GRADES, S.REVOKED: (Grade.FAILED,)}
GRANTING = (Verdict.APPROVED, Verdict.AFTER_CHANGES, Verdict.AS_GENERAL)
VERDICTS = {S.REJECTED: (Verdict.REJECTED,), **dict.fromkeys((S.REVISING, S.CONFIRMING, *APPROVED), GRANTING)}
MIDTERMS = {
    S.CORRECTING: (MidtermResult.CORRECT,),
    S.STOPPED: tuple(MidtermResult),
    **dict.fromkeys(
        (S.RUNNING, S.ACCEPTING, S.AMENDING, S.CLOSING, S.ACCEPTED, S.REVOKED),
        (MidtermResult.PASSED, MidtermResult.CORRECTED),
    ),
}


@dataclass(frozen=True)
class ProjectSetting:
    """On which `today` the workbook is brought, what is `known`, and whose number each 立项号 would be: `numbers`."""

    today: date
    known: KnownProjects
    numbers: dict[str, list[str]]

    @property
    def by_department(self) -> bool:
        """Whether it is the department's ledger."""
        return self.known.by_department


def errors(entry: ProjectEntry, setting: ProjectSetting) -> Objections:
    """Everything that is refused about `entry`, as far as its cells could be read."""
    if not entry.is_clear:
        return
    if entry.is_judged:
        yield from chain.from_iterable(check(entry, setting) for check in OF_PROJECT)
    yield from chain.from_iterable(check(entry, setting) for check in OF_PARTS)
    yield from foreign(entry, setting)


def doubts(entry: ProjectEntry, setting: ProjectSetting) -> Objections:
    """Everything that a page would refuse about `entry`, and a ledger may say all the same."""
    project = entry.row
    for one in (*entry.advances, *entry.expenditures):
        if project.starts_on and one.row.on < project.starts_on:
            sentence = _("The day lies before %(begin)s, when the project began.")
            yield one.place, "on", sentence % {"begin": date_format(project.starts_on)}
    for one in entry.tasks if project.starts_on and project.ends_on else ():
        if why := due_refusal(one.row.due_on, project.starts_on, project.ends_on):
            yield one.place, "due_on", why
    for number, other in setting.known.projects.items():
        if entry.before is None and _clashes(project, other):
            sentence = _("%(name)s has an unfinished project of this level already: %(number)s.")
            yield *entry.cell("number"), sentence % {"name": project.organisation.name, "number": number}
            break


def _clashes(project, other):
    both = (project.state in UNFINISHED, other.state in UNFINISHED, other.level == project.level)
    return all(both) and other.organisation_id == project.organisation_id


def _back(entry, setting):
    before = entry.before
    if before and before.state in ENDED and "state" in entry.changed:
        sentence = _("It ended on %(day)s and does not begin again.")
        yield *entry.cell("state"), sentence % {"day": date_format(before.ended_on)}


def _contradicted(entry, setting):
    """What was decided fits where it stands."""
    project = entry.row
    words = {"state": STATE_WORDS[told_state(project.state)]}
    for key, fitting in (("grade", GRADES), ("midterm_result", MIDTERMS), ("verdict", VERDICTS)):
        if getattr(project, key) and getattr(project, key) not in fitting.get(project.state, ()):
            sentence = _("With the state “%(state)s” this cannot be.")
            yield *entry.cell(key), sentence % words
    if project.state == S.ACCEPTED and not project.grade:
        yield *entry.cell("grade"), must_be_filled(PROJECTS_SHEET, "grade")
    if project.number and project.state not in (*WITH_MONEY, S.WITHDRAWN):
        yield *entry.cell("project_number"), _("With the state “%(state)s” there is no number yet.") % words


def _approved(entry, setting):
    project, told = entry.row, entry.place.row.values
    words = {"state": STATE_WORDS[told_state(project.state)]}
    if project.granted is None:
        if project.state in (S.NOTICE, *WITH_MONEY):
            yield *entry.cell("approved"), must_be_filled(PROJECTS_SHEET, "approved")
    elif project.state not in APPROVED:
        yield *entry.cell("approved"), _("With the state “%(state)s” no money is approved (R36).") % words
    elif min(project.granted, project.own_granted) < 0:
        yield *entry.cell("approved"), _("The parts come to more than what is approved.")
    elif told.get("approved") is not None and told["approved"] != project.approved:
        sentence = _("The parts come to %(sum)s, not to this.")
        yield *entry.cell("approved"), sentence % {"sum": yuan(project.approved)}


def _dated(entry, setting):
    project = entry.row
    if project.state in WITH_MONEY:
        for key in ("starts_on", "ends_on"):
            if getattr(project, key) is None:
                yield *entry.cell(key), must_be_filled(PROJECTS_SHEET, key)
    if project.starts_on and project.ends_on and project.ends_on < project.starts_on:
        sentence = _("The end lies before the start, %(day)s.")
        yield *entry.cell("ends_on"), sentence % {"day": date_format(project.starts_on)}


def _numbered_once(entry, setting):
    number = entry.row.number
    others = [key for key in setting.numbers.get(number, ()) if key != entry.number] if number else []
    if others:
        yield *entry.cell("project_number"), _("The project %(number)s has this number.") % {"number": others[0]}


def _open(entry, setting):
    project = entry.row
    if project.state not in ENDED and not project.organisation.is_open_on(setting.today):
        words = {"name": project.organisation.name, "day": date_format(project.organisation.closed_on)}
        yield *entry.cell("unit"), _("%(name)s was closed on %(day)s.") % words


def _lines(entry, setting):
    """R36: the lines come to what is approved."""
    project = entry.row
    if project.granted is None or project.state not in APPROVED or not (entry.lines or entry.is_judged):
        return
    missing = lines_missing([line.amount for line in entry.lines_left], project.granted, project.own_granted)
    if missing:
        words = {"sum": yuan(project.approved - missing), "approved": yuan(project.approved)}
        sentence = _("The budget lines come to %(sum)s, not to the approved %(approved)s (R36).")
        yield *entry.cell("approved"), sentence % words


def _positive(entry, setting):
    for one in entry.lines + entry.expenditures:
        if one.row.amount <= 0:
            yield one.place, "amount", _("The amount is more than 0.")
    for one in entry.advances:
        if not one.row.amount:
            yield one.place, "amount", _("Enter an amount: 0 is none.")


def _begun(entry, setting):
    """Tasks and money are of projects that began; no day of money lies ahead."""
    for one in (*entry.tasks, *entry.advances, *entry.expenditures):
        if entry.row.state not in WITH_MONEY:
            yield one.place, "number", _("The project has not begun: it has neither tasks nor money.")
    for one in (*entry.advances, *entry.expenditures):
        if one.row.on > setting.today:
            yield one.place, "on", _("This day lies ahead.")


def _advanced(entry, setting):
    project, stored = entry.row, setting.known.advances[entry.number]
    rows = [(one.on, one.amount) for one in (*stored, *(part.row for part in entry.advances))]
    if project.granted is None or not (entry.advances or entry.changed):
        return
    if found := first_day_outside(rows, project.granted):
        place, key = (entry.advances[-1].place, "amount") if entry.advances else entry.cell("granted")
        words = {"sum": yuan(found[1]), "day": date_format(found[0]), "most": yuan(project.granted)}
        sentence = _("By %(day)s this comes to %(sum)s yuan advanced: it stays between 0 and %(most)s on every day.")
        yield place, key, sentence % words


def _spent(entry, setting):
    project = entry.row
    if project.granted is None or not (entry.expenditures or entry.changed):
        return
    spent = sum_of(setting.known.expenditures[entry.number], entry.expenditures)
    if spent > project.approved:
        place, key = (entry.expenditures[-1].place, "amount") if entry.expenditures else entry.cell("approved")
        words = {"sum": yuan(spent), "approved": yuan(project.approved)}
        yield place, key, _("The expenditures come to %(sum)s, more than the approved %(approved)s (R36).") % words


def _sums(entry, setting):
    """已拨付 and 已支出 are what the entries come to, or as they were before these came."""
    if entry.place is None or not setting.by_department:
        return
    for key in ("advanced", "spent"):
        parts = getattr(entry, "advances" if key == "advanced" else "expenditures")
        stored = getattr(setting.known, "advances" if key == "advanced" else "expenditures")[entry.number]
        told, sums = entry.place.row.values.get(key), (sum_of(stored, parts), sum_of(stored, ()))
        if told is not None and told not in sums:
            sentence = _("The entries come to %(sum)s: enter each of them on its sheet.")
            yield *entry.cell(key), sentence % {"sum": yuan(sums[0])}


def _tasks(entry, setting):
    for place, task, before, _changed in entry.tasks:
        if (task.state == ReportedState.DONE) != (task.done_on is not None):
            yield place, "done_on", _("The day stands where the task is done, and only there.")
        elif task.done_on and task.done_on > setting.today:
            yield place, "done_on", _("This day lies ahead.")
        elif before and before.state == ReportedState.DONE and task.state != ReportedState.DONE:
            yield place, "state", _("It is confirmed as done already.")


def sum_of(stored, parts) -> Decimal:
    """What the entries that are `stored` and the new `parts` come to."""
    return sum((one.amount for one in (*stored, *(part.row for part in parts))), Decimal(0))


OF_PROJECT = (_back, _contradicted, _approved, _dated, _numbered_once, _open)
OF_PARTS = (_lines, _positive, _begun, _advanced, _spent, _sums, _tasks)
