"""What stands behind the counts of branches by tier on a day: "tier-lagging", "rated", "unrated" (R3)."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.figures import Explanation, NameList
from core.lists import ReadRows
from core.phrases import share_of
from ratings.choices import Tier
from ratings.figures.texts import RULES, STANDING_RULES
from ratings.queries.census import census, population, with_standing
from ratings.queries.cohort import BRANCH_FIELDS, CohortBranch, CohortEntry
from ratings.rules.progress import share

STANDING = ("standing__unit", "standing__baseline", "standing__tier", "standing__since")
TIERS = {f"tier-{tier.identifier}": tier for tier in Tier}
LABELS = {"rated": gettext_lazy("Rated branches"), "unrated": gettext_lazy("Branches not rated yet")}
LABELS |= {key: tier.label for key, tier in TIERS.items()}


def standing_explained(campaign, on, metric, unit, *, named):
    """The Explanation of a standing metric, or None when `metric` is none.

    `named`: with the names behind it. Two queries, with names two more.
    """
    if metric not in LABELS:
        return None
    found = census(campaign, on, unit)
    part, whole = _counts(metric, found)
    return Explanation(
        label=LABELS[metric],
        value=str(part),
        on=on,
        judged=on,
        formula=[_formula(part, whole)],
        rules=[(number, RULES[number]) for number in STANDING_RULES],
        lists=_lists(metric, campaign, on, unit, found) if named else [],
    )


def _counts(metric, found):
    """(the figure, of how many) from a Census: a tier of the rated, whether rated at all of everybody."""
    if metric in TIERS:
        return found.tiers[TIERS[metric]], found.rated
    return (found.rated if metric == "rated" else found.unrated), found.everybody


def _lists(metric, campaign, on, unit, found):
    """Those behind the figure, and those it is counted from; `found`: their Census."""
    rows = with_standing(population(campaign, on, unit), campaign, on).order_by("code")
    rated = rows.filter(standing__tier__isnull=False)
    if metric in TIERS:
        own, whole = rows.filter(standing__tier=TIERS[metric]), (LABELS["rated"], rated, found.rated)
    else:
        own = rated if metric == "rated" else rows.filter(standing__tier=None)
        whole = _("All branches"), rows, found.everybody
    part, _whole = _counts(metric, found)
    return [_list(metric, LABELS[metric], own, part), _list("whole", *whole)]


def _list(key, title, rows, count):
    return NameList(key, title, ReadRows(rows, _entries, columns=[*BRANCH_FIELDS, *STANDING], count=count))


def _formula(part, whole):
    if not whole:
        return _("There is no branch to count from.")
    return share_of(part, whole, share(part, whole))


def _entries(rows):
    for *branch, unit, baseline, tier, since in rows:
        facts = {"via": None, "outcome": None, "own": tier, "basis": None}
        yield CohortEntry(CohortBranch(*branch), unit, baseline, tier, since, **facts)
