"""Which tier every organisation gets in the baseline and in the later round: a believable spread. Pure."""

from decimal import Decimal

from ratings.choices import Tier
from ratings.rules.progress import needed

BASELINE = {Tier.ADVANCED: 88, Tier.GOOD: 142, Tier.ORDINARY: 86, Tier.LAGGING: 25}
NOTHING_TO_DO = ("33", "34", "39")  # units without an ordinary or lagging branch (R8)
SLOW = (3, 4)  # of every five units, those that hardly move
PERCENT = {Tier.ORDINARY: 30, Tier.LAGGING: 50}
SCORES = {Tier.ADVANCED: (900, 975), Tier.GOOD: (750, 899), Tier.ORDINARY: (600, 749), Tier.LAGGING: (430, 599)}
# Where a branch goes that is not one of its unit's risers: tiers with weights.
DRIFT = {
    Tier.ADVANCED: ((Tier.ADVANCED, 95), (Tier.GOOD, 5)),
    Tier.GOOD: ((Tier.ADVANCED, 14), (Tier.GOOD, 83), (Tier.ORDINARY, 3)),
    Tier.ORDINARY: ((Tier.GOOD, 45), (Tier.ORDINARY, 52), (Tier.LAGGING, 3)),
    Tier.LAGGING: ((Tier.LAGGING, 3), (Tier.ORDINARY, 4)),
}
RISE = {
    Tier.ORDINARY: ((Tier.ADVANCED, 1),),
    Tier.LAGGING: ((Tier.ORDINARY, 14), (Tier.GOOD, 4), (Tier.ADVANCED, 1)),
}
BASE_ORGANISATIONS = ((Tier.ADVANCED, 12), (Tier.GOOD, 20), (Tier.ORDINARY, 10), (Tier.LAGGING, 3))


def first(rng, units):
    """The baseline tiers by code, of branches and of base organisations."""
    spared = {branch.code for unit in units if unit.code in NOTHING_TO_DO for branch in unit.branches}
    others = [branch.code for unit in units for branch in unit.branches if branch.code not in spared]
    pool = [tier for tier, count in BASELINE.items() for _ in range(count)]
    tiers = {code: pool.pop(len(pool) // 2 - 40 * (number % 2)) for number, code in enumerate(sorted(spared))}
    rng.shuffle(pool)
    tiers |= dict(zip(others, pool, strict=True))
    return tiers | {unit.code: drawn(rng, BASE_ORGANISATIONS) for unit in units}


def second(rng, units, before):
    """The tiers of the later round by code: quick units reach their targets, slow ones do not, a few branches fall."""
    after = {}
    for number, unit in enumerate(units):
        risers = set() if number % 5 in SLOW else _risers(rng, unit, before)
        for branch in unit.branches:
            tier = before[branch.code]
            after[branch.code] = drawn(rng, (RISE if branch.code in risers else DRIFT)[tier])
        after[unit.code] = drawn(rng, DRIFT[before[unit.code]])
    return after


def _risers(rng, unit, before):
    """As many branches of each cohort as the first year's target asks for (R7)."""
    risers = set()
    for tier, percent in PERCENT.items():
        cohort = [branch.code for branch in unit.branches if before[branch.code] == tier]
        risers.update(rng.sample(cohort, needed(len(cohort), percent)))
    return risers


def drawn(rng, offers):
    """One of the tiers of `offers` by weight."""
    tiers, weights = zip(*offers, strict=True)
    return rng.choices(tiers, weights)[0]


def score(rng, tier):
    """A score in points that lies in the band of `tier` (R19)."""
    return Decimal(rng.randint(*SCORES[tier])) / 10
