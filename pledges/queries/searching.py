"""Finding plans, measures, twinnings, benchmarks, meetings and entries of the showcase by what somebody remembers of
them: whose they are, who answers for them, their words.

Words are found as they are stored, whatever marks and blanks part them (R33); ① and Ⅱ are found by themselves only.
"""

import re
import unicodedata
from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet

from branches.models import Organisation, Secretary
from core.names import fold, search_key
from pledges.choices import PlanKind
from pledges.models import Benchmark, BenchmarkItem, Measure, Meeting, Plan, ShowcaseEntry, Twinning

# The marks that search_key leaves out, of the blocks people write them in: databases know no class of them in common.
BLOCKS = (range(0x20, 0xC0), range(0x2010, 0x205F), range(0x3000, 0x3020), range(0xFF01, 0xFF66))
MARKS = "".join(
    mark for block in BLOCKS for mark in map(chr, block) if unicodedata.category(mark)[0] == "P" or mark.isspace()
)
LONGEST = 18  # digits of a number that every database holds
PLAN_WORDS = ("responsible", "problems", "causes", "leader", "contact")
MEASURE_WORDS = ("text", "person")
TWINNING_WORDS = ("helper_name", "helper_post", "goal")
ITEM_WORDS = ("item", "measure", "person")
MEETING_WORDS = ("place", "chair", "substitute")  # not what is said: who may read that differs
ENTRY_WORDS = ("title", "background", "practice", "special", "results", "voices")


def plans_matching(rows: QuerySet[Plan], text: str) -> QuerySet[Plan]:
    """Those of `rows` called by this number, of an organisation that `text` finds or whose secretary it names, or that
    say `text` themselves or in a measure."""
    measures = Measure.objects.filter(_says(text, MEASURE_WORDS), dropped_on=None).order_by()
    found = _of(text, "organisation") | _says(text, PLAN_WORDS) | Q(pk__in=measures.values("plan"))
    return rows.filter(found | _numbered(text))


def measures_matching(rows: QuerySet[Measure], text: str) -> QuerySet[Measure]:
    """Those of `rows` of an organisation that `text` finds or whose secretary it names, or that say `text`."""
    return rows.filter(_of(text, "plan__organisation") | _says(text, MEASURE_WORDS))


def twinnings_matching(rows: QuerySet[Twinning], text: str) -> QuerySet[Twinning]:
    """Those of `rows` of which `text` finds either side, or that say it."""
    return rows.filter(_of(text, "helped") | _of(text, "helper") | _says(text, TWINNING_WORDS))


def benchmarks_matching(rows: QuerySet[Benchmark], text: str) -> QuerySet[Benchmark]:
    """Those of `rows` of which `text` finds either branch, or that say it in an item."""
    items = BenchmarkItem.objects.filter(_says(text, ITEM_WORDS)).order_by()
    return rows.filter(_of(text, "follower") | _of(text, "followed") | Q(pk__in=items.values("benchmark")))


def meetings_matching(rows: QuerySet[Meeting], text: str) -> QuerySet[Meeting]:
    """Those of `rows` of a unit that `text` finds, or of that place or chair."""
    return rows.filter(_of(text, "unit") | _says(text, MEETING_WORDS))


def entries_matching(rows: QuerySet[ShowcaseEntry], text: str) -> QuerySet[ShowcaseEntry]:
    """Those of `rows` of a branch that `text` finds, or that say it."""
    return rows.filter(_of(text, "organisation") | _says(text, ENTRY_WORDS))


def _numbered(text):
    """By the number, alone or behind the kind as pages write it."""
    words, _blank, number = fold(text).rpartition(" ")
    if not (number.isascii() and number.isdecimal() and len(number) <= LONGEST):
        return Q()
    kinds = [kind for kind in PlanKind if str(kind.label) in words]
    return Q(pk=int(number), kind__in=kinds) if words else Q(pk=int(number))


def _of(text, lookup):
    """By the organisation, or by the name of who leads or led it."""
    found = Organisation.objects.order_by().matching(fold(text)).values("pk")
    led = Secretary.objects.filter(_says(text, ["name"])).order_by().values("organisation")
    return Q(**{f"{lookup}__in": found}) | Q(**{f"{lookup}__in": led})


def _says(text, names):
    """Whether one of the fields `names` holds `text`, as it is written or whatever marks and blanks part it (R33)."""
    found = [Q(**{f"{name}__icontains": fold(text)}) for name in names]
    if key := search_key(text).replace(" ", ""):
        pattern = f"[{re.escape(MARKS)}]*".join(map(re.escape, key))
        found += [Q(**{f"{name}__iregex": pattern}) for name in names]
    return reduce(or_, found)
