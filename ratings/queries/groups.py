"""How very many units stand, told of those alike at once: for pages that count, choose or order units by a figure.

One query sums what the rules ask for; `ratings.queries.board` tells everything of the few units that a page shows.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date
from functools import reduce
from itertools import product
from operator import or_
from typing import NamedTuple

from django.db.models import Q, Sum
from django.db.models.functions import Coalesce

from ratings.choices import Tier
from ratings.queries.board import holding, holds
from ratings.rules import progress
from ratings.rules.progress import COUNTED, BoardState, Figure, Member

ALWAYS = ("cohort", "risen")


class UnitGroup(NamedTuple):
    """Units (primary keys) with the same figures, {target code: Figure}, cover, {target code: branches}, and state."""

    figures: dict
    cover: dict
    state: BoardState
    units: list

    def cover_of(self, target):
        """Branches of each of the units covered for one of the targets (R24)."""
        return self.cover.get(target.code, 0)


class Days(NamedTuple):
    """The day of the figures, and that of the cover and the states: another one when `on` lies ahead (R34)."""

    on: date
    known: date


def unit_groups(
    campaign, targets: Sequence, days: Days, units: Sequence[int], cover: dict, fields: Collection[str] = ()
) -> list[UnitGroup]:
    """`units` (primary keys) as their rows of the board tell, grouped: one query.

    `targets`: those of the campaign as `targets_of` gives them; `cover`: as `board` takes it. Of the figures cohort and
    risen are counted, and of what else a figure counts `fields` alone.
    """
    fields = [name for name in COUNTED if name in fields or name in ALWAYS]
    asked = {(one.code, day, name): _counted(one, day, name) for one, day, name in product(targets, set(days), fields)}
    places = {what: place for place, what in enumerate(dict.fromkeys(asked.values()))}
    sums = {f"sum_{place}": Coalesce(Sum("count", filter=what), 0) for what, place in places.items()}
    rows = holding(campaign, targets, set(days)).order_by().values_list("unit").annotate(**sums)
    counted, codes = {row[0]: row[1:] for row in rows}, [one.code for one in targets]
    promised = {unit: tuple(covered.get(code, 0) for code in codes) for unit, covered in cover.items()}
    nothing, nobody = (0,) * len(places), (0,) * len(codes)
    grouped = defaultdict(list)
    for unit in units:
        grouped[counted.get(unit, nothing), promised.get(unit, nobody)].append(unit)
    read = {which: places[what] for which, what in asked.items()}
    return [_group(targets, days, fields, read, *alike, found) for alike, found in grouped.items()]


def _group(targets, days, fields, read, counts, promised, units):
    def figures(day):
        return {
            one.code: Figure(one.percent, **{name: counts[read[one.code, day, name]] for name in fields})
            for one in targets
        }

    cover = {one.code: covered for one, covered in zip(targets, promised, strict=True)}
    known = figures(days.known)
    state = progress.state(days.known, [(one, known[one.code], cover[one.code]) for one in targets])
    return UnitGroup(figures(days.on), cover, state, units)


def _counted(target, on, name):
    """Which branches the count `name` of `target` counts on day `on`: as the rule says of each way in which branches
    can be alike. Targets that differ in their percentage and in deadlines ahead look at the same ones."""
    ways = []
    for baseline, rerated, left_out in product(sorted(target.from_tiers), (False, True), (False, True)):
        member = Member(baseline, None, rerated, left_out)
        tiers = [one for one in Tier if progress.outcome(target, member._replace(standing=one)) in COUNTED[name]]
        if tiers:
            ways.append(Q(baseline=baseline, rerated=rerated, left_out=left_out, tier__in=tuple(tiers)))
    return holds(progress.cut(on, target.deadline)) & reduce(or_, ways, Q(pk__in=[]))
