"""Text fields of the forms of benchmarks."""

from functools import partial

from pledges.choices import ExceptionState
from pledges.models import Benchmark, BenchmarkItem
from ratings.choices import Tier
from tests.naughty.fields import (
    LINE,
    LINES,
    LONG_TEXT,
    PERSON,
    READ,
    REASON,
    TEXT,
    Text,
    of,
    put,
)
from tests.pledges.access import BENCHMARK
from tests.world import rate

BRANCH, UNIT, DEPARTMENT = "branch-0101", "unit-01", "department"


ITEMS = {"item-TOTAL_FORMS": 1, "item-INITIAL_FORMS": 0, "offer-TOTAL_FORMS": 0, "offer-INITIAL_FORMS": 0}
ITEMS |= {"item-0-item": "组织生活"}
FOLLOWING = f"/benchmarks/{BENCHMARK}/"


def excepted(world):
    rate(world["0201"], world.baseline, Tier.ADVANCED)
    return "/benchmarks/new/0102/"


def asking(world):
    rate(world["0102"], world.baseline, Tier.GOOD)
    return f"{FOLLOWING}ask/"


def item(name, longest, how):
    rows = partial(BenchmarkItem.objects.filter, benchmark=BENCHMARK)
    known = ITEMS.get(f"item-0-{name}", "")
    stored = of(rows, name, known=known)
    return Text(f"{FOLLOWING}rows/", f"item-0-{name}", longest, stored, ITEMS, BRANCH, **how, **READ)


TEXTS = {
    "exception": Text(
        excepted,
        "exception_reason",
        REASON,
        of(partial(Benchmark.objects.filter, follower__code="0102"), "exception_reason"),
        lambda world: {"other": world["0201"].pk},
        UNIT,
        read=lambda url: url.removesuffix("rows/"),
        **LONG_TEXT,
    ),
    "exception asked for": Text(
        asking,
        "exception_reason",
        REASON,
        of(partial(Benchmark.objects.filter, pk=BENCHMARK), "exception_reason"),
        {},
        UNIT,
        **LONG_TEXT,
        **READ,
    ),
    "exception sent back": Text(
        put(Benchmark, BENCHMARK, f"{FOLLOWING}return/", state=ExceptionState.ASKED, exception_reason="学科相近"),
        "reason",
        REASON,
        of(partial(Benchmark.objects.filter, pk=BENCHMARK), "reason"),
        {},
        DEPARTMENT,
        **LONG_TEXT,
        **READ,
    ),
    "item": item("item", LINE, LINES),
    "level": item("level", LINE, LINES),
    "own level": item("own_level", LINE, LINES),
    "gap": item("gap", LINE, LINES),
    "measure": item("measure", TEXT, LONG_TEXT),
    "person": item("person", PERSON, LINES),
    "result": item("result", TEXT, LONG_TEXT),
}
