"""Finding plans, measures, twinnings, benchmarks, meetings and entries of the showcase by what somebody remembers of
them: whose they are, who answers for them, their words.
"""

from django.db.models import Q, QuerySet

from branches.searching import called_or_led
from core.searching import numbered, says
from pledges.choices import PlanKind
from pledges.models import Benchmark, BenchmarkItem, Measure, Meeting, Plan, ShowcaseEntry, Twinning

PLAN_WORDS = ("responsible", "problems", "causes", "leader", "contact")
MEASURE_WORDS = ("text", "person")
TWINNING_WORDS = ("helper_name", "helper_post", "goal")
ITEM_WORDS = ("item", "measure", "person")
MEETING_WORDS = ("place", "chair", "substitute")  # not what is said: who may read that differs
ENTRY_WORDS = ("title", "background", "practice", "special", "results", "voices")


def plans_matching(rows: QuerySet[Plan], text: str) -> QuerySet[Plan]:
    """Those of `rows` called by this number, of an organisation that `text` finds or whose secretary it names, or that
    say `text` themselves or in a measure."""
    measures = Measure.objects.filter(says(text, MEASURE_WORDS), dropped_on=None).order_by()
    found = called_or_led(text, "organisation") | says(text, PLAN_WORDS) | Q(pk__in=measures.values("plan"))
    return rows.filter(found | _numbered(text))


def measures_matching(rows: QuerySet[Measure], text: str) -> QuerySet[Measure]:
    """Those of `rows` of an organisation that `text` finds or whose secretary it names, or that say `text`."""
    return rows.filter(called_or_led(text, "plan__organisation") | says(text, MEASURE_WORDS))


def twinnings_matching(rows: QuerySet[Twinning], text: str) -> QuerySet[Twinning]:
    """Those of `rows` of which `text` finds either side, or that say it."""
    return rows.filter(called_or_led(text, "helped") | called_or_led(text, "helper") | says(text, TWINNING_WORDS))


def benchmarks_matching(rows: QuerySet[Benchmark], text: str) -> QuerySet[Benchmark]:
    """Those of `rows` of which `text` finds either branch, or that say it in an item."""
    items = BenchmarkItem.objects.filter(says(text, ITEM_WORDS)).order_by()
    return rows.filter(
        called_or_led(text, "follower") | called_or_led(text, "followed") | Q(pk__in=items.values("benchmark"))
    )


def meetings_matching(rows: QuerySet[Meeting], text: str) -> QuerySet[Meeting]:
    """Those of `rows` of a unit that `text` finds, or of that place or chair."""
    return rows.filter(called_or_led(text, "unit") | says(text, MEETING_WORDS))


def entries_matching(rows: QuerySet[ShowcaseEntry], text: str) -> QuerySet[ShowcaseEntry]:
    """Those of `rows` of a branch that `text` finds, or that say it."""
    return rows.filter(called_or_led(text, "organisation") | says(text, ENTRY_WORDS))


def _numbered(text):
    """By the number, alone or behind the kind as pages write it."""
    found = numbered(text)
    if found is None:
        return Q()
    words, number = found
    kinds = [kind for kind in PlanKind if str(kind.label) in words]
    return Q(pk=number, kind__in=kinds) if words else Q(pk=number)
