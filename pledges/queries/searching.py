"""Finding plans and measures by what somebody remembers of them: who makes them, who answers for them, their words."""

import re
from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet

from branches.models import Organisation, Secretary
from core.names import fold, search_key
from pledges.models import Measure, Plan

# What search_key leaves out, as far as people write it: databases know no class of it in common.
MARKS = " 　，。、；：？！“”‘’「」『』（）《》〈〉【】〔〕—…·～,.;:?!\"'()[]-_/"
PLAN_WORDS = ("responsible", "problems", "causes", "leader", "contact")
MEASURE_WORDS = ("text", "person")


def plans_matching(rows: QuerySet[Plan], text: str) -> QuerySet[Plan]:
    """Those of `rows` with this number, of an organisation that `text` finds or whose secretary it names, or that say
    `text` themselves or in a measure."""
    measures = Measure.objects.filter(_says(text, MEASURE_WORDS), dropped_on=None).order_by()
    number = Q(pk=int(text)) if text.isascii() and text.isdigit() else Q()
    found = _of(text, "organisation") | _says(text, PLAN_WORDS) | Q(pk__in=measures.values("plan"))
    return rows.filter(found | number)


def measures_matching(rows: QuerySet[Measure], text: str) -> QuerySet[Measure]:
    """Those of `rows` of an organisation that `text` finds or whose secretary it names, or that say `text`."""
    return rows.filter(_of(text, "plan__organisation") | _says(text, MEASURE_WORDS))


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
