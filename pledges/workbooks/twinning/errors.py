"""What is refused in a workbook of twinnings, from whoever brings it; what pages refuse of a ledger taken over from
paper is only said to the department."""

from dataclasses import dataclass
from datetime import date
from itertools import chain

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.workbooks.numbered.places import FOREIGN, Objections, said
from pledges.actions.twinning.checks import check_record_day
from pledges.choices import HelperKind, TwinningState
from pledges.models import Twinning
from pledges.queries.twinnings.suggesting import offered
from pledges.rules.overlap import clash, pair_of
from pledges.twinning.parties import writing_role
from pledges.workbooks.twinning.book import TEXT, TwinningEntry
from pledges.workbooks.twinning.known import KnownTwinnings
from pledges.workbooks.twinning.sheets import STATE_WORDS
from ratings.choices import Tier


@dataclass(frozen=True)
class TwinningSetting:
    """On which `today` the workbook is brought, what is `known`, and the twinnings there would be by `pair_of`."""

    today: date
    known: KnownTwinnings
    pairs: dict[tuple, list[tuple[str, Twinning]]]

    @property
    def by_department(self):
        return self.known.by_department


def errors(entry: TwinningEntry, setting: TwinningSetting) -> Objections:
    """Everything that is refused about `entry`, as far as its cells could be read."""
    for place, key in entry.foreign:
        yield place, key, str(FOREIGN)
    if entry.place and entry.is_judged:
        for check, needed in STATES:
            if not needed & entry.place.row.faulty:
                yield from check(entry)
    checks = [_writer, _closed, _recorded, *(WEIGHED if _is_weighed(entry, setting) else ())]
    if entry.is_clear:
        yield from chain.from_iterable(check(entry, setting) for check in checks)


def doubts(entry: TwinningEntry, setting: TwinningSetting) -> Objections:
    """Everything that a page would refuse about `entry`, and a ledger may say all the same."""
    if _is_weighed(entry, setting):
        for check in (_days, _in_force):
            yield from check(entry, setting)


def _is_weighed(entry, setting):
    is_new = entry.before is None or setting.by_department
    return is_new and entry.is_judged and not {"starts_on", "ends_on"} & entry.unclear


def _back(entry):
    before, now = entry.before, entry.row.state
    if before and before.state == TwinningState.ENDED and now != TwinningState.ENDED:
        sentence = _("It ended on %(day)s and does not begin again.")
        yield *entry.cell("state"), sentence % {"day": date_format(before.ends_on)}
    elif before and before.state == TwinningState.AGREED and now == TwinningState.PROPOSED:
        yield *entry.cell("state"), _("Both sides have agreed: it is no proposal any more.")


def _ended(entry):
    twinning = entry.row
    words = {"state": STATE_WORDS[twinning.state]}
    if entry.before and entry.before.came_to_nothing and "result" in entry.changed:
        yield *entry.cell("result"), _("It was declined or withdrawn: there is no outcome.")
    elif twinning.state == TwinningState.ENDED and twinning.ends_on is None:
        yield *entry.cell("ends_on"), _("With the state “%(state)s” the day of the end must be filled in.") % words
    elif twinning.state != TwinningState.ENDED and "result" in entry.changed:
        yield *entry.cell("result"), _("With the state “%(state)s” there is no outcome.") % words


def _in_order(entry):
    twinning = entry.row
    if twinning.starts_on and twinning.ends_on and twinning.ends_on < twinning.starts_on:
        sentence = _("The end lies before the start, %(day)s.")
        yield *entry.cell("ends_on"), sentence % {"day": date_format(twinning.starts_on)}


# Each check with the cells that must have been read for it.
STATES = ((_back, {"state"}), (_ended, {"state", "ends_on", "result"}), (_in_order, {"starts_on", "ends_on"}))


def _writer(entry, setting):
    known = setting.known
    if entry.before is None and not known.proposes(entry.row):
        yield *entry.cell("helped"), _("A twinning is proposed by the helped branch, its unit or the department.")
    elif entry.before and not known.by_department:
        sentence = _("It was proposed already: what becomes of it is decided on its page.")
        yield from ((*entry.cell(key), sentence) for key in TEXT if key in entry.changed)
    if entry.records and not known.by_department and not writing_role(known.scope, entry.row):
        yield entry.records[0].place, "number", _("What was done to help is noted by the side that helps.")


def _closed(entry, setting):
    if entry.is_judged and entry.row.state != TwinningState.ENDED:
        for key, organisation in (("helped", entry.row.helped), ("helper", entry.row.helper)):
            if organisation and not organisation.is_open_on(setting.today):
                words = {"name": organisation.name, "day": date_format(organisation.closed_on)}
                yield *entry.cell(key), _("%(name)s was closed on %(day)s.") % words


def _recorded(entry, setting):
    allowed = {TwinningState.AGREED, TwinningState.ENDED} if setting.by_department else {TwinningState.AGREED}
    if entry.row.state not in allowed:
        sentence = _("The twinning is not in force: nothing can be noted of it.")
        yield from ((one.place, "number", sentence) for one in entry.records)
    elif entry.row.starts_on:
        for place, record in entry.records:
            yield from said(place, "on", check_record_day, record, today=setting.today)


def _days(entry, setting):
    twinning = entry.row
    if twinning.starts_on and twinning.ends_on == twinning.starts_on:
        yield *entry.cell("ends_on"), _("It ends on the day it starts: it is never in force.")
    if not setting.by_department and twinning.starts_on < setting.today:
        yield *entry.cell("starts_on"), _("The start lies before today.")
    if twinning.state == TwinningState.ENDED and twinning.ends_on and twinning.ends_on > setting.today:
        yield *entry.cell("ends_on"), _("This day lies ahead.")


def _offered(entry, setting):
    """Why it is not offered is not told: who lags is not known to everybody (security.md)."""
    helper, helped, known = entry.row.helper, entry.row.helped, setting.known
    if setting.by_department or not helper or not known.proposes(entry.row):
        return
    same_unit = helper.unit_path == helped.unit_path
    if known.standings.tier(helper, setting.today) not in offered(known.scope.roles_at(helped), same_unit=same_unit):
        sentence = _("%(name)s is not offered as a helper of %(helped)s: choose one that the page offers.")
        yield *entry.cell("helper"), sentence % {"name": helper.name, "helped": helped.name}


def _proposed(entry, setting):
    if setting.by_department and entry.row.state == TwinningState.PROPOSED:
        yield from _lagging(entry, setting)


def _in_force(entry, setting):
    if setting.by_department and entry.row.state == TwinningState.AGREED:
        yield from _lagging(entry, setting)


def _lagging(entry, setting):
    helper = entry.row.helper
    if helper and entry.row.starts_on:
        day = min(entry.row.starts_on, setting.today)
        if setting.known.standings.tier(helper, day) == Tier.LAGGING:
            sentence = _("%(name)s stands at the lowest tier itself and does not help (R35).")
            yield *entry.cell("helper"), sentence % {"name": helper.name}


def _overlap(entry, setting):
    for number, other in setting.pairs[pair_of(entry.row)]:
        if other is not entry.row and clash(entry.row, other):
            key = "helper" if entry.row.helper_kind == HelperKind.BRANCH else "helper_name"
            yield (
                *entry.cell(key),
                _("The same two are twinned on these days already: %(number)s.") % {"number": number},
            )
            break


# What is judged of a row that begins or changes something.
WEIGHED = (_overlap, _offered, _proposed)
