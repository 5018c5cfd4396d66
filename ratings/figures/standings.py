"""What stands behind the counts of branches by tier on a day: "tier-lagging", "rated", "unrated" (R3)."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.figures import Explanation, NameList
from ratings.choices import Tier
from ratings.figures.texts import RULES, STANDING_RULES
from ratings.queries.census import census, population
from ratings.queries.cohort import BRANCH_FIELDS, CohortBranch, CohortEntry, standings_on
from ratings.rules.progress import share

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
        lists=_lists(metric, _entries(campaign, on, unit)) if named else [],
    )


def _counts(metric, found):
    """(the figure, of how many) from a Census: a tier of the rated, whether rated at all of everybody."""
    if metric in TIERS:
        return found.tiers[TIERS[metric]], found.rated
    return (found.rated if metric == "rated" else found.unrated), found.everybody


def _lists(metric, entries):
    shown = [entry for entry in entries if _belongs(metric, entry)]
    own = NameList(metric, LABELS[metric], shown)
    if metric not in TIERS:
        return [own, NameList("whole", _("All branches"), entries)]
    rated = [entry for entry in entries if entry.standing is not None]
    return [own, NameList("whole", LABELS["rated"], rated)]


def _formula(part, whole):
    if not whole:
        return _("There is no branch to count from.")
    return _("%(part)d of %(whole)d (%(share)s %%)") % {"part": part, "whole": whole, "share": share(part, whole)}


def _belongs(metric, entry):
    if metric in TIERS:
        return entry.standing == TIERS[metric]
    return (entry.standing is not None) == (metric == "rated")


def _entries(campaign, on, unit):
    rows = population(campaign, on, unit)
    standings = {
        organisation: facts
        for organisation, *facts in standings_on(campaign, on, rows.order_by().values("pk")).values_list(
            "organisation", "unit", "baseline", "tier", "since"
        )
    }
    return [
        _entry(CohortBranch(*values), *standings.get(values[0], (None, None, None, None)))
        for values in rows.order_by("code").values_list(*BRANCH_FIELDS)
    ]


def _entry(branch, unit, baseline, tier, since):
    return CohortEntry(branch, unit, baseline, tier, since, via=None, outcome=None, own=tier, basis=None)
