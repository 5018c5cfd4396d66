"""What is refused in a workbook of benchmarks, from whoever brings it; what pages refuse is only said to the
department."""

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from pledges.choices import ExceptionState
from pledges.models import Benchmark
from pledges.rules.benchmarks import lowest
from pledges.workbooks.benchmarks.book import TEXT, BenchmarkEntry
from pledges.workbooks.benchmarks.known import KnownBenchmarks
from pledges.workbooks.numbered import FOREIGN, Objections, overlap
from ratings.choices import Tier

MOST_ITEMS = 30


@dataclass(frozen=True)
class BenchmarkSetting:
    """On which `today` the workbook is brought, what is `known`, and the benchmarks there would be by `pair_of`."""

    today: date
    known: KnownBenchmarks
    pairs: dict[tuple, list[tuple[str, Benchmark]]]

    @property
    def by_department(self):
        return self.known.by_department


def pair_of(benchmark: Benchmark) -> tuple:
    """Who follows whom."""
    return benchmark.follower.pk, benchmark.followed.pk


def errors(entry: BenchmarkEntry, setting: BenchmarkSetting) -> Objections:
    """Everything that is refused about `entry`, as far as its cells could be read."""
    for place, key in entry.foreign:
        yield place, key, str(FOREIGN)
    if entry.place and entry.is_judged:
        for check, needed in OF_DAYS:
            if not needed & entry.place.row.faulty:
                yield from check(entry)
    if entry.is_clear:
        yield from _writer(entry, setting)
        yield from _closed(entry, setting)


def doubts(entry: BenchmarkEntry, setting: BenchmarkSetting) -> Objections:
    """Everything that a page would refuse about `entry`."""
    if entry.is_judged and not {"starts_on", "ends_on"} & entry.unclear:
        for check in (_days, _standing, _overlap):
            yield from check(entry, setting)
    if len(entry.items) > MOST_ITEMS and any(one.is_written for one in entry.items.values()):
        yield *entry.cell("number"), _("At most %(most)d items: join some of them.") % {"most": MOST_ITEMS}


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


def _closed(entry, setting):
    """What is begun or goes on is one of open branches."""
    if entry.is_judged and entry.row.ends_on is None:
        for key, branch in (("follower", entry.row.follower), ("followed", entry.row.followed)):
            if not branch.is_open_on(setting.today):
                words = {"name": branch.name, "day": date_format(branch.closed_on)}
                yield *entry.cell(key), _("%(name)s was closed on %(day)s.") % words


def _days(entry, setting):
    benchmark = entry.row
    if benchmark.ends_on == benchmark.starts_on:
        yield *entry.cell("ends_on"), _("It ends on the day it starts: it is never in force.")
    if not setting.by_department and benchmark.starts_on < setting.today:
        yield *entry.cell("starts_on"), _("The start lies before today.")
    if benchmark.approved_on and benchmark.approved_on > setting.today:
        yield *entry.cell("approved_on"), _("This day lies ahead.")


def _standing(entry, setting):
    """The followed one stands as high as it must, in the unit of today or with an exception (R35)."""
    benchmark = entry.row
    follower, followed = benchmark.follower, benchmark.followed
    excepted = benchmark.state in (ExceptionState.ASKED, ExceptionState.APPROVED)
    same_unit = follower.unit_path == followed.unit_path
    tier = setting.known.standings.tier(followed, min(benchmark.starts_on, setting.today))
    if not same_unit and not excepted:
        sentence = _("%(name)s belongs to another unit: following it is an exception that the department approves.")
        yield *entry.cell("followed"), sentence % {"name": followed.name}
    elif (tier or 0) < (lowest(excepted=excepted) if same_unit else Tier.ADVANCED):
        yield (
            *entry.cell("followed"),
            _("%(name)s does not stand high enough to be followed (R35).") % {"name": followed.name},
        )


def _overlap(entry, setting):
    for number, other in setting.pairs[pair_of(entry.row)]:
        if other is not entry.row and overlap(entry.row, other):
            sentence = _("It is followed on these days already: %(number)s.")
            yield *entry.cell("followed"), sentence % {"number": number}
            break
