"""What is refused in a workbook of benchmarks, from whoever brings it; what pages refuse is only said to the
department."""

from dataclasses import dataclass, replace
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.workbooks.numbered.places import FOREIGN, Objections, said, said_by_field
from pledges.actions.benchmarks import checks
from pledges.models import Benchmark
from pledges.queries.benchmarks.followings import Followings
from pledges.rules.overlap import overlap
from pledges.workbooks.benchmarks.book import TEXT, BenchmarkEntry
from pledges.workbooks.benchmarks.known import KnownBenchmarks


@dataclass(frozen=True)
class BenchmarkSetting:
    """On which `today` the workbook is brought, what is `known`, the benchmarks there would be by who follows, and what
    each of them was on each day (`following`)."""

    today: date
    known: KnownBenchmarks
    held: dict[int, list[tuple[str, Benchmark]]]
    following: Followings

    @property
    def by_department(self):
        return self.known.by_department


def follower_of(benchmark: Benchmark) -> int:
    """Who follows."""
    return benchmark.follower.pk


def errors(entry: BenchmarkEntry, setting: BenchmarkSetting) -> Objections:
    """Everything that is refused about `entry`, as far as its cells could be read."""
    for place, key in entry.foreign:
        yield place, key, str(FOREIGN)
    if entry.place and entry.is_judged:
        for check, needed in OF_DAYS:
            if not needed & entry.place.row.faulty:
                yield from check(entry)
    if entry.is_clear:
        for check in (_writer, _branches, _unended, _items, _due, _ahead):
            yield from check(entry, setting)


def doubts(entry: BenchmarkEntry, setting: BenchmarkSetting) -> Objections:
    """Everything that a page would refuse about `entry`."""
    is_new = entry.before is None or setting.by_department
    if is_new and entry.is_judged and not {"starts_on", "ends_on"} & entry.unclear:
        for check in (_days, _standing, _overlap):
            yield from check(entry, setting)


def _in_order(entry):
    benchmark = entry.row
    if benchmark.starts_on and benchmark.ends_on and benchmark.ends_on < benchmark.starts_on:
        sentence = _("The end lies before the start, %(day)s.")
        yield *entry.cell("ends_on"), sentence % {"day": date_format(benchmark.starts_on)}


def _reasoned(entry):
    if entry.row.approved_on and not entry.row.exception_reason:
        yield *entry.cell("exception_reason"), _("An exception that was approved has a reason.")


# Each check with the cells that must have been read for it.
OF_DAYS = ((_in_order, {"starts_on", "ends_on"}), (_reasoned, {"exception_reason", "approved_on"}))


def _writer(entry, setting):
    known, is_written = setting.known, entry.is_written
    if is_written and not known.writes(entry.row):
        yield *entry.cell("follower"), _("Whom a branch follows is written by the branch, its unit or the department.")
    elif is_written and not known.by_department and entry.before:
        sentence = _("It is held already: end it on its page.")
        yield from ((*entry.cell(key), sentence) for key in TEXT if key in entry.changed)
        ended = entry.before.ends_on and entry.before.ends_on <= setting.today
        rows = [one.place for one in entry.items.values() if one.is_written] if ended else []
        yield from ((place, "number", _("It has ended: its items stay as they are.")) for place in rows)


def _branches(entry, setting):
    """What is begun or goes on is one of open branches."""
    if entry.is_judged and entry.row.ends_on is None:
        cells = {key: entry.cell(key) for key in ("follower", "followed")}
        yield from said_by_field(cells, checks.check_branches, entry.row, setting.today)


def _unended(entry, setting):
    """Of one pair there is one without an end."""
    found = [number for number, other in _others(entry, setting) if _is_second(entry.row, other)]
    if entry.is_judged and found:
        yield *entry.cell("followed"), _("It is followed already: %(number)s.") % {"number": found[0]}


def _items(entry, setting):
    if any(one.is_written for one in entry.items.values()):
        yield from said(*entry.cell("number"), checks.check_items, [one.item for one in entry.items.values()])


def _ahead(entry, setting):
    """What is entered has begun; what is approved, was."""
    for key in ("starts_on", "approved_on"):
        day = getattr(entry.row, key)
        if key in entry.changed and day and day > setting.today:
            yield *entry.cell(key), _("This day lies ahead.")


def _due(entry, setting):
    """What is compared is due after the beginning, where the day is new."""
    for one in entry.items.values():
        if "due_on" in one.changed and entry.row.starts_on:
            yield from said(one.place, "due_on", checks.check_due, one.item.due_on, entry.row)


def _days(entry, setting):
    benchmark = entry.row
    if benchmark.ends_on == benchmark.starts_on:
        yield *entry.cell("ends_on"), _("It ends on the day it starts: it is never in force.")
    if not setting.by_department and benchmark.starts_on < setting.today:
        yield *entry.cell("starts_on"), _("The start lies before today.")


def _standing(entry, setting):
    """The followed one stands as high as it must on the first day, or needs an exception (R35)."""
    benchmark, cells = entry.row, {"": entry.cell("followed")}
    day = min(benchmark.starts_on, setting.today)
    facts = replace(setting.following.facts(benchmark, day), starts_on=day, ends_on=None)
    yield from said_by_field(cells, _excepted, benchmark, facts, day, by_department=setting.by_department)


def _excepted(benchmark, facts, day, *, by_department):
    """Others than the department ask for an exception on the page only. Raises: ValidationError."""
    if not checks.needs_exception(benchmark, facts, day):
        return
    if not by_department:
        raise ValidationError(_("This needs an exception: ask for it on the page “Choose a benchmark” of the branch."))
    checks.check_reason(benchmark.exception_reason, needed=True)


def _overlap(entry, setting):
    """A branch follows one of its own unit and one of another at the same time."""
    same_unit = setting.following.facts(entry.row, setting.today).same_unit
    for number, other in _others(entry, setting):
        alike = setting.following.facts(other, setting.today).same_unit == same_unit
        if alike and overlap(entry.row, other) and not _is_second(entry.row, other):
            words = {"name": other.followed.name, "number": number}
            yield *entry.cell("followed"), _("It follows %(name)s on these days: %(number)s.") % words
            break


def _others(entry, setting):
    """(number, Benchmark) of the others of the same follower."""
    return [one for one in setting.held[follower_of(entry.row)] if one[1] is not entry.row]


def _is_second(one, other):
    """Whether both are of one pair and without an end, which the database does not keep."""
    return one.followed == other.followed and one.ends_on is None and other.ends_on is None
