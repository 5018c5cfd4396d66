"""What the tables of the rules of the figures are written with."""

from datetime import date

from ratings.rules.progress import AlikeGroup, Figure, TargetRule, figure, group_of, members
from ratings.rules.succession import Interval, course

LAGGING, ORDINARY, GOOD, ADVANCED = 1, 2, 3, 4
BASELINE = date(2012, 4, 1)
AUTUMN = date(2012, 10, 31)
NEXT_AUTUMN = date(2013, 10, 31)
YEAR_1 = date(2012, 12, 31)
YEAR_2 = date(2013, 12, 31)

ORDINARY_1 = TargetRule("ordinary-1", frozenset({ORDINARY}), ADVANCED, 30, YEAR_1)
LAGGING_1 = TargetRule("lagging-1", frozenset({LAGGING}), ORDINARY, 50, YEAR_1)
ORDINARY_2 = TargetRule("ordinary-2", frozenset({ORDINARY}), ADVANCED, 50, YEAR_2)
LAGGING_2 = TargetRule("lagging-2", frozenset({LAGGING}), ORDINARY, 80, YEAR_2)

X, Y, Z, LAST = 1, 2, 3, 4


def rated(*ratings):
    """The intervals of one organisation from its official ratings `(reference date, tier)`, earliest first."""
    ends = [since for since, _ in ratings[1:]] + [None]
    return [Interval(tier, since, until) for (since, tier), until in zip(ratings, ends, strict=True)]


def counted(target, day, standings, closings=None, cohort=(X,)):
    """The figure of the branches in `cohort`, each handed in as groups of its own."""
    groups = [group for key in cohort for group in groups_of(key, standings, closings)]
    return figure(target, members(target, day, groups, BASELINE))


def groups_of(key, standings, closings=None):
    """What the branch `key` counts as, day by day."""
    baseline = standings[key][0].tier
    return [group_of(baseline, stretch, BASELINE) for stretch in course(key, closings or {}, standings)]


def alike(tier, count=1, **facts):
    """`count` branches that stand at `tier` since the baseline, unless `facts` say otherwise."""
    return AlikeGroup(
        **{
            "baseline": tier,
            "tier": tier,
            "rerated": False,
            "left_out": False,
            "since": BASELINE,
            "until": None,
            "count": count,
            **facts,
        }
    )


def one(percent, **counts):
    """The figure of a single branch that is in the cohort, unless `counts` say otherwise."""
    return Figure(percent, **{"cohort": 1, **counts})
