"""What a roster workbook would change, and everything that is wrong with it, cell by cell (R12–R16, R13a)."""

from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from branches import refusals
from branches.choices import BASE_KINDS
from branches.rehearsal import undone
from branches.roster import Roster
from core.sheets.kinds import CHANGED, NEW, Line, changed_cells, new_cells
from core.sheets.tables import Problem

# The argument an action objects to, and the column where the user typed it.
PLACE = {"parent": "unit", "to": "unit"}
CLOSING = {"organisation": "closed_on", "on": "closed_on", "into": "successor"}
FIXED = ("name", "unit", "secretary", "closed_on", "closing_document", "successor")


def plan(tables, plan):
    """Fill `plan` with what `tables` would do. What only shows in the doing is found by a rehearsal."""
    roster = Roster(tables)
    plan.errors += [_twice(*repeated) for repeated in roster.repeated]
    for entry in roster.entries:
        problems = [entry.table.problem(entry.row, key, message) for key, message in _objections(entry, roster)]
        plan.errors += problems
        if not problems:
            _line(entry, plan)
    plan.work = tables
    if plan.lines and not plan.errors:
        _rehearse(tables, plan)


def _twice(table, row, first):
    sentence = _("The code %(code)s already stands in row %(row)s of the sheet “%(sheet)s”.")
    words = {"code": row.values["code"], "row": first.row.number, "sheet": first.table.title}
    return table.problem(row, "code", sentence % words)


def _rehearse(tables, plan):
    try:
        with undone():
            Roster(tables).write(by=None, reason="")
    except ValidationError as error:
        plan.errors += [Problem(None, None, message) for message in error.messages]


def _line(entry, plan):
    sheet = entry.table.sheet
    cells = new_cells(sheet, entry.values) if entry.is_new else changed_cells(sheet, entry.old, entry.values)
    if not cells:
        plan.unchanged += 1
        return
    label = f"{entry.organisation.code} {entry.values['name']}"
    action = NEW if entry.is_new else CHANGED
    plan.lines.append(Line(action, entry.table.title, entry.row.number, label, cells))


def _objections(entry, roster):
    """(column, sentence) of everything wrong with one row."""
    check = _check_new if entry.is_new else _check_known
    yield from _said(check(entry, roster), PLACE)
    if entry.closes:
        yield from _said(_check_closing(entry, roster), CLOSING)
    elif not entry.was_closed:
        yield from _closing_without_a_day(entry)


def _said(objections, columns):
    """All `objections`; a refusal among them stands at the column where its argument was typed."""
    try:
        yield from objections
    except ValidationError as error:
        for argument, messages in error.message_dict.items():
            for message in messages:
                yield columns.get(argument, argument), message


def _check_new(entry, roster):
    parent = _parent(entry, roster)
    if parent is None and not entry.is_unit:
        yield from _unknown("unit", entry, roster)
    elif parent is None:
        refusals.check_code(entry.organisation.code)
        refusals.check_facts(entry.organisation, today=roster.today)
    else:
        refusals.check_founding(entry.organisation, parent=parent, today=roster.today)


def _parent(entry, roster):
    if entry.is_unit:
        return next((one for one in roster.known.values() if one.is_root()), None)
    return roster.organisation(entry.values["unit"])


def _check_known(entry, roster):
    organisation = entry.organisation
    if entry.is_unit != (entry.old["kind"] in BASE_KINDS):
        yield (
            "code",
            _("This code belongs to %(name)s, which does not stand on this sheet.") % {"name": organisation.name},
        )
        return
    refusals.check_kind(organisation, former=entry.old["kind"])
    refusals.check_facts(organisation, today=roster.today)
    if entry.was_closed:
        yield from _closed_changes(entry)
    elif entry.sets("unit"):
        to = roster.organisation(entry.values["unit"])
        if to is None:
            yield from _unknown("unit", entry, roster)
        else:
            unit = roster.parents[organisation.code]
            refusals.check_move(organisation, unit=unit, to=to, on=roster.today, today=roster.today)


def _closed_changes(entry):
    """What is closed stays as it was; only its plain facts are corrected."""
    for key in FIXED:
        if entry.sets(key):
            day = date_format(entry.old["closed_on"])
            yield key, _("It has been closed since %(day)s; this is no longer changed by a workbook.") % {"day": day}


def _closing_without_a_day(entry):
    for key in ("closing_document", "successor"):
        if entry.values.get(key):
            yield key, _("Without a closing date this has no meaning. Fill in 撤销日期 or empty this cell.")


def _check_closing(entry, roster):
    values, organisation = entry.values, entry.organisation
    on, into = values["closed_on"], None
    refusals.check_closing(organisation, on=on, today=roster.today, last=roster.last_change(entry))
    refusals.check_predecessors(organisation, on=on, merged_on=roster.last_merger(entry))
    if values.get("successor"):
        into = roster.organisation(values["successor"])
        if into is None:
            yield from _unknown("successor", entry, roster)
            return
        refusals.check_successor(organisation, into=into, on=on, closed_on=roster.end_of(into.code))
    if entry.is_unit:
        refusals.check_departures(organisation, on=on, left_on=roster.last_departure(entry))
        refusals.check_branches_left(organisation, _left_under(organisation, on, roster), into=into)


def _left_under(unit, on, roster):
    """The branches under `unit` that are open on day `on`, file and database taken together."""
    found = []
    for code in {**roster.known, **roster.by_code}:
        entry, parent = roster.by_code.get(code), roster.parents.get(code)
        at = entry.values.get("unit") if entry else (parent.code if parent else None)
        end = roster.end_of(code)
        if at == unit.code and (end is None or end > on):
            found.append(roster.organisation(code))
    return found


def _unknown(key, entry, roster):
    """The objection to a code nobody has; none when its own row is faulty and has been named for that."""
    code = entry.values[key]
    if code in roster.unclear:
        return
    guess = roster.twins.of(code)
    if guess:
        yield key, _("There is no organisation %(code)s. Did you mean %(guess)s?") % {"code": code, "guess": guess}
    else:
        sentence = _("There is no organisation %(code)s, neither in this workbook nor in the system.")
        yield key, sentence % {"code": code}
