"""What a roster workbook would change, and everything that is wrong with it, cell by cell (R12–R16, R13a)."""

from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from branches import validation
from branches.dry_run import undone
from branches.workbooks.roster import Roster
from core.workbooks.kinds import CHANGED, NEW, PlanLine, changed_cells, new_cells
from core.workbooks.tables import Problem

# The argument an action objects to, and the column where the user typed it.
PLACE = {"parent": "unit", "to": "unit"}
OFFICE = {"on": "secretary"}
CLOSING = {"organisation": "closed_on", "on": "closed_on", "into": "successor"}
FIXED = ("name", "unit", "secretary", "closed_on", "closing_document", "successor")


def plan(tables, plan):
    """Fill `plan` with what `tables` would do. What only shows in the doing is found by doing it and taking it back."""
    roster = Roster(tables)
    plan.errors += [_twice(*repeated) for repeated in roster.repeated]
    for entry in roster.judged:
        problems = [entry.table.problem(entry.row, key, message) for key, message in _objections(entry, roster)]
        plan.errors += problems
        if not problems and not entry.row.faulty:
            _line(entry, plan)
    plan.work = tables
    if plan.lines and not plan.errors:
        _rehearse(tables, plan)


def _twice(table, row, first_table, first_row):
    sentence = _("The code %(code)s already stands in row %(row)s of the sheet “%(sheet)s”.")
    words = {"code": row.values["code"], "row": first_row.number, "sheet": first_table.title}
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
    plan.lines.append(PlanLine(action, entry.table.title, entry.row.number, label, cells))


def _objections(entry, roster):
    """(column, sentence) of everything wrong with one row, as far as its cells could be read."""
    if entry.is_misplaced:
        sentence = _("This code belongs to %(name)s, which does not stand on this sheet.")
        yield "code", sentence % {"name": entry.organisation.name}
        return
    for check, needed, columns in CHECKS:
        if not needed & entry.row.faulty:
            yield from _said(check, entry, roster, columns)


def _said(check, entry, roster, columns):
    """What `check` objects to; a refusal stands at the column where its argument was typed."""
    try:
        yield from check(entry, roster) or ()
    except ValidationError as error:
        for argument, messages in error.message_dict.items():
            for message in messages:
                yield columns.get(argument, argument), message


def _check_code(entry, roster):
    if not entry.is_new:
        return
    code = entry.organisation.code
    validation.check_code(code)
    if code in roster.void:
        yield "code", _("The code %(code)s belongs to %(name)s.") % {"code": code, "name": roster.void[code]}
    if code in roster.suspects:
        sentence = _(
            "The code %(code)s is new; %(guess)s differs from it only in zeros or case. Did you mean %(guess)s?"
        )
        yield "code", sentence % _guess(code, roster)


def _check_kind(entry, roster):
    if not entry.is_new:
        validation.check_kind(entry.organisation, former=entry.old["kind"])


def _check_category(entry, roster):
    if entry.reclassifies:
        category, today = entry.values["category"], roster.today
        validation.check_reclassifying(entry.organisation, category=category, basis="", on=today, today=today)
    else:
        validation.check_category(entry.organisation)


def _check_founded(entry, roster):
    validation.check_founded(entry.organisation, today=roster.today)
    validation.check_founding_day(entry.organisation, first=roster.first_day(entry))


def _check_unit(entry, roster):
    """Where a new one is founded, where an open one is moved to; what is closed stays (`_check_closed`)."""
    if entry.was_closed or not (entry.is_new or entry.sets("unit")):
        return
    to = _parent(entry, roster)
    if to is None:
        return
    if entry.is_new:
        validation.check_parent(entry.organisation, parent=to)
        return
    unit = roster.parents[entry.organisation.code]
    validation.check_move(entry.organisation, unit=unit, to=to, on=roster.today, today=roster.today)
    if roster.end_of(to.code):
        sentence = _("%(name)s was closed on %(day)s.")
        yield "unit", sentence % {"name": to.name, "day": date_format(roster.end_of(to.code))}


def _parent(entry, roster):
    if entry.is_unit:
        return next((one for one in roster.known.values() if one.is_root()), None)
    return roster.organisation(entry.values["unit"])


def _check_secretary(entry, roster):
    """Who is named takes office today, where somebody else is in office (R29); what is closed stays."""
    if not entry.is_new and not entry.was_closed and entry.sets("secretary"):
        validation.check_succession(roster.awaited.get(entry.organisation.pk), on=roster.today)


def _check_named(entry, roster):
    """The units and successors named by code are known."""
    closes = entry.values.get("closed_on") or "closed_on" in entry.row.faulty
    for key in ("unit", "successor") if closes else ("unit",):
        code = entry.values.get(key)
        if code and not entry.was_closed and (roster.organisation(code) is None or code in roster.suspects):
            yield from _unknown(key, code, roster)


def _check_closed(entry, roster):
    """What is closed stays as it was; only its plain facts are corrected."""
    for key in FIXED:
        if entry.was_closed and entry.sets(key):
            day = date_format(entry.old["closed_on"])
            yield key, _("It has been closed since %(day)s; this is no longer changed by a workbook.") % {"day": day}


def _check_day(entry, roster):
    """The closing day is one, and what hangs on it is not filled in without it."""
    if entry.closes:
        organisation, on = entry.organisation, entry.values["closed_on"]
        validation.check_closing(organisation, on=on, today=roster.today, last=roster.last_change(entry))
        validation.check_predecessors(organisation, on=on, merged_on=roster.last_merger(entry))
    elif not entry.was_closed:
        for key in ("closing_document", "successor"):
            if entry.values.get(key):
                yield key, _("Without a closing date this has no meaning. Fill in 撤销日期 or empty this cell.")


def _check_successor(entry, roster):
    code = entry.values.get("successor")
    into = roster.organisation(code) if code else None
    if not entry.closes or (code and into is None):
        return
    organisation, on = entry.organisation, entry.values["closed_on"]
    if into:
        validation.check_successor(organisation, into=into, on=on, closed_on=roster.end_of(into.code))
    if entry.is_unit:
        validation.check_departures(organisation, on=on, left_on=roster.last_departure(entry))
        validation.check_branches_left(organisation, _left_under(organisation, on, roster), into=into)


def _left_under(unit, on, roster):
    """The branches under `unit` that are open on day `on`, file and database taken together."""
    found = []
    for code in {**roster.known, **roster.by_code}:
        entry, parent = roster.by_code.get(code), roster.parents.get(code)
        at = entry.values.get("unit") if entry else (parent.code if parent else None)
        end = roster.end_of(code)
        if code not in roster.unclear and at == unit.code and (end is None or end > on):
            found.append(roster.organisation(code))
    return found


def _unknown(key, code, roster):
    """The objection to a code nobody has; none when its own row is faulty and has been named for that."""
    if code in roster.unclear:
        return
    if roster.twins.of(code):
        yield key, _("There is no organisation %(code)s. Did you mean %(guess)s?") % _guess(code, roster)
    else:
        sentence = _("There is no organisation %(code)s, neither in this workbook nor in the system.")
        yield key, sentence % {"code": code}


def _guess(code, roster):
    return {"code": code, "guess": " / ".join(roster.suspects.get(code) or roster.twins.of(code))}


# Each check with the cells that must have been read for it, and where the arguments it objects to were typed.
CHECKS = (
    (_check_code, {"code"}, PLACE),
    (_check_kind, {"kind"}, PLACE),
    (_check_category, {"kind", "category"}, PLACE),
    (_check_founded, {"founded_on"}, PLACE),
    (_check_secretary, {"secretary"}, OFFICE),
    (_check_named, set(), PLACE),
    (_check_unit, {"code", "kind", "unit"}, PLACE),
    (_check_closed, {"code"}, CLOSING),
    (_check_day, {"code", "closed_on"}, CLOSING),
    (_check_successor, {"code", "kind", "closed_on", "successor"}, CLOSING),
)
