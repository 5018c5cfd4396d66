"""Reading a workbook of projects: to which project each row belongs. What is not named rightly is an error at its
cell."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from branches.choices import BASE_KINDS
from branches.models import Organisation
from core.workbooks.numbered.book import NumberedBook
from projects.models import Advance, Expenditure, Project
from projects.workbooks.entries import PartEntry, ProjectEntry
from projects.workbooks.known import KnownProjects
from projects.workbooks.rows import project_values
from projects.workbooks.sheets import (
    ADVANCES,
    ADVANCES_SHEET,
    BUDGET,
    EXPENDITURES,
    EXPENDITURES_SHEET,
    PROJECTS,
    PROJECTS_SHEET,
    TASKS,
)

FIXED = ("level", "unit", "branch", "call")


class ProjectBook(NumberedBook):
    """The ProjectEntries of a workbook."""

    twice = gettext_lazy("The project %(number)s already stands in row %(row)s.")
    unknown = gettext_lazy("There is no project %(number)s. A new one carries a number of the file’s own such as +1.")

    def __init__(self, tables, known: KnownProjects):
        super().__init__(known.projects)
        self.known, self.places = known, {}
        takers = {PROJECTS: self._project, BUDGET: self._line, TASKS: self._task}
        self.take({**takers, ADVANCES: self._advance, EXPENDITURES: self._expenditure}, tables)

    def begin(self, number, place):
        entry = ProjectEntry.begun(Project, number, place, self.stored.get(number))
        entry.stored_lines = self.known.lines[number]
        return entry

    def _project(self, place):
        entry, values = self.own(place), place.row.values
        if not self.known.by_department:
            self._pass_over(entry)
            return
        wrong = list(self._objections(entry, values))
        for key, sentence in wrong:
            self.refuse(place, key, sentence)
        entry.unclear = place.row.faulty | {key for key, _sentence in wrong}
        if entry.before is None and entry.is_clear:
            entry.row.level = values["level"]
            entry.row.organisation = self._owner(values)
            entry.row.call = self.known.call(values.get("call"), values["level"], entry.row.organisation.path)
        if entry.is_clear:
            entry.fill(self.known.units)

    def _pass_over(self, entry):
        """What others than the department bring says which project their rows belong to."""
        if entry.before:
            entry.pass_over(self.known.units)
            return
        entry.unclear = {"number"}
        if entry.number:
            self.refuse(entry.place, "number", _("A new project is applied for on its page, not in a workbook."))

    def _line(self, place):
        if not (entry := self._readable(place)):
            return
        if self.known.by_department:
            self.unchanged += not entry.take_line(place)
        else:
            self.unchanged += entry.pass_over_line(place)

    def _task(self, place):
        if not (entry := self._readable(place)):
            return
        key = (entry.number, place.row.values["place"])
        if key in self.places:
            self.refuse(place, "place", _("This place already stands in row %(row)s."), row=self.places[key])
            return
        self.places[key] = place.row.number
        stored = next((one for one in self.known.tasks[entry.number] if one.number == key[1]), None)
        if stored and stored.dropped_on:
            self.refuse(place, "place", _("This task was left out."))
        else:
            self.unchanged += not entry.take_task(place, stored, by_department=self.known.by_department)

    def _advance(self, place):
        entry, values = self._readable(place), place.row.values
        if entry and not self.is_stored(ADVANCES_SHEET, values, self.known.entries):
            row = Advance(project=entry.row, on=values["on"], amount=values["amount"])
            entry.advances.append(PartEntry(place, row))

    def _expenditure(self, place):
        entry, values = self._readable(place), place.row.values
        if not entry or self.is_stored(EXPENDITURES_SHEET, values, self.known.entries):
            return
        line = entry.line_called(values["line"])
        if line is None:
            known = "、".join(one.use for one in entry.lines_left) or "—"
            sentence = _("The project has no budget line “%(use)s”. It has: %(known)s.")
            self.refuse(place, "line", sentence, use=values["line"], known=known)
            return
        told = {"on": values["on"], "amount": values["amount"], "use": values.get("use") or ""}
        entry.expenditures.append(PartEntry(place, Expenditure(project=entry.row, line=line, **told)))

    def _readable(self, place):
        """The entry of a row whose cells all say something; None without."""
        entry = self.of(place)
        return None if place.row.faulty else entry

    def _owner(self, values) -> Organisation:
        return self.known.organisations[values.get("branch") or values["unit"]]

    def _objections(self, entry, values):
        """(column, sentence) of what names the wrong organisation or call."""
        if entry.before:
            yield from self._belonging(entry.before, values)
            return
        unit, branch = (self.known.organisations.get(values.get(key)) for key in ("unit", "branch"))
        yield from self._misnamed(values)
        if unit and unit.kind not in BASE_KINDS:
            yield "unit", _("%(name)s is no base organisation.") % {"name": unit.name}
        elif unit and branch and (branch.kind in BASE_KINDS or branch.unit_path != unit.path):
            yield "branch", _("%(branch)s is no branch of %(unit)s.") % {"branch": branch.name, "unit": unit.name}
        elif unit and values.get("call") and not self.known.call(values["call"], values.get("level"), unit.path):
            yield "call", _("There is no call “%(title)s” of this level.") % {"title": values["call"]}

    def _misnamed(self, values):
        for key in ("unit", "branch"):
            for _column, sentence in self.known.directory.objections(values.get(key), None):
                yield key, sentence

    def _belonging(self, stored, values):
        """Whose it is, and what it answers, stays as it is."""
        old = project_values(stored, self.known.units)
        for key in FIXED:
            if values.get(key) and not PROJECTS_SHEET.by_key[key].same(old[key], values[key]):
                yield key, _("“%(head)s” of a project stays as it is.") % {"head": PROJECTS_SHEET.by_key[key].zh}
