"""The four targets of the notice (N04), pre-filled for every campaign; their dates are our reading of it."""

from datetime import date

from ratings.choices import Tier
from ratings.rules.progress import TargetRule

# code, from-tier, to-tier, percent, years after the campaign's first whose 31 December is the deadline
NOTICE = (
    ("ordinary-1", Tier.ORDINARY, Tier.ADVANCED, 30, 0),
    ("lagging-1", Tier.LAGGING, Tier.ORDINARY, 50, 0),
    ("ordinary-2", Tier.ORDINARY, Tier.ADVANCED, 50, 1),
    ("lagging-2", Tier.LAGGING, Tier.ORDINARY, 80, 1),
)


def targets(starts_on: date) -> list[TargetRule]:
    """The notice's targets for a campaign that starts on `starts_on`: "今年内" and "2年内" end on 31 December."""
    return [
        TargetRule(code, frozenset({from_tier}), to_tier, percent, date(starts_on.year + years, 12, 31))
        for code, from_tier, to_tier, percent, years in NOTICE
    ]
