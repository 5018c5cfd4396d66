"""What is refused of a workbook that somebody else than the department brings: each enters by it what the pages let
them enter, tasks and money of their own projects."""

from django.utils.translation import gettext as _

from core.choices import Role
from core.reporting.choices import ReportedState
from core.workbooks.numbered.columns import must_be_filled
from core.workbooks.numbered.places import FOREIGN, Objections
from projects.actions.at_work import idle
from projects.actions.money.entering import money_hindrance
from projects.parts import decider, writer
from projects.workbooks.entries import ProjectEntry
from projects.workbooks.sheets import EXPENDITURES_SHEET


def foreign(entry: ProjectEntry, setting) -> Objections:
    """Everything in `entry` that who brings it does not enter by page either; nothing of the department's ledger.
    `setting`: the ProjectSetting."""
    if not setting.by_department:
        yield from ((place, key, str(FOREIGN)) for place, key in entry.foreign)
        for check in (_tasks, _advances, _expenditures):
            yield from check(entry, setting.known)


def _tasks(entry, known):
    project = entry.row
    why = _not_carried_out(project, known) or idle(project)
    for place, _task, before, _changed in entry.tasks:
        if why:
            yield place, "number", why
        elif before and before.state != ReportedState.OPEN:
            sentence = _("Task %(number)d is reported or done already: it stays as it is.")
            yield place, "text", sentence % {"number": before.number}


def _advances(entry, known):
    for one in entry.advances:
        if not known.pays(entry.row):
            yield one.place, "number", _by(_("Advances are entered by: %(who)s."), decider(entry.row))
        elif why := money_hindrance(entry.row, goes_back=one.row.amount < 0):
            yield one.place, "number", why


def _expenditures(entry, known):
    why = _not_carried_out(entry.row, known) or money_hindrance(entry.row, goes_back=False)
    for one in entry.expenditures:
        if why:
            yield one.place, "number", why
        elif not one.row.use:
            yield one.place, "use", must_be_filled(EXPENDITURES_SHEET, "use")


def _not_carried_out(project, known):
    """Why tasks and expenditures of `project` come from somebody else, in a sentence; "" when they do not."""
    return "" if known.writes(project) else _by(_("The project is carried out by: %(who)s."), writer(project))


def _by(sentence, role):
    return sentence % {"who": Role(role).label}
