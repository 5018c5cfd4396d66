"""What the tables of the rules of the figures are written with."""

from datetime import date

from ratings.progress import Closed, Figure, Group, Interval, Target, figure, members

LAGGING, ORDINARY, GOOD, ADVANCED = 1, 2, 3, 4
BASELINE = date(2012, 4, 1)
AUTUMN = date(2012, 10, 31)
NEXT_AUTUMN = date(2013, 10, 31)
YEAR_1 = date(2012, 12, 31)
YEAR_2 = date(2013, 12, 31)

ORDINARY_1 = Target("ordinary-1", frozenset({ORDINARY}), ADVANCED, 30, YEAR_1)
LAGGING_1 = Target("lagging-1", frozenset({LAGGING}), ORDINARY, 50, YEAR_1)
ORDINARY_2 = Target("ordinary-2", frozenset({ORDINARY}), ADVANCED, 50, YEAR_2)
LAGGING_2 = Target("lagging-2", frozenset({LAGGING}), ORDINARY, 80, YEAR_2)

X, Y, Z, LAST = 1, 2, 3, 4


def rated(*ratings):
    """The intervals of one organisation from its official ratings `(reference date, tier)`, earliest first."""
    ends = [since for since, _ in ratings[1:]] + [None]
    return [Interval(tier, since, until) for (since, tier), until in zip(ratings, ends, strict=True)]


def counted(target, day, standings, closings=None, cohort=(X,)):
    """The figure of the branches in `cohort`, each handed in as groups of its own."""
    closings = closings or {}
    baselines = {key: standings[key][0].tier for key in cohort}
    groups = [Group(baselines[key], i.tier, i.since, i.until) for key in cohort for i in standings[key]]
    closed = [Closed(key, baselines[key]) for key in cohort if key in closings]
    return figure(target, members(target, day, groups, closed, closings, standings, BASELINE))


def one(percent, **counts):
    """The figure of a single branch that is in the cohort, unless `counts` say otherwise."""
    return Figure(percent, **{"cohort": 1, **counts})
