"""Warnings about ratings that tell nobody apart (R23)."""

from decimal import Decimal

import pytest

from ratings.choices import Tier
from ratings.rules.spread import Finding, FindingKind, Spread, findings

ADVANCED, GOOD, ORDINARY = Tier.ADVANCED, Tier.GOOD, Tier.ORDINARY


def rated(*tiers, scores=None):
    scores = set(scores or [None])
    one_score = len(scores) == 1 and None not in scores
    return Spread(len(tiers), tiers.count(ADVANCED), len(set(tiers)) == 1, one_score)


@pytest.mark.parametrize(
    ("judged", "expected"),
    [
        (rated(), []),
        (rated(GOOD, GOOD, GOOD), []),
        (rated(GOOD, GOOD, GOOD, GOOD), [Finding(FindingKind.ONE_TIER, 4, 4)]),
        (rated(GOOD, GOOD, GOOD, ORDINARY), []),
        (rated(GOOD, GOOD, GOOD, ORDINARY, scores=[Decimal("80.0")] * 4), [Finding(FindingKind.EQUAL_SCORES, 4, 4)]),
        (rated(GOOD, GOOD, GOOD, ORDINARY, scores=[Decimal(80), Decimal(80), Decimal("80.00"), None]), []),
        (rated(ADVANCED, GOOD, GOOD, ORDINARY), []),
        (rated(ADVANCED, ADVANCED, GOOD, ORDINARY), [Finding(FindingKind.MANY_ADVANCED, 2, 4)]),
        (rated(*[ADVANCED] * 3, *[GOOD] * 7), []),
        (rated(*[ADVANCED] * 4, *[GOOD] * 9), [Finding(FindingKind.MANY_ADVANCED, 4, 13)]),
        (
            rated(*[ADVANCED] * 4, scores=[Decimal(95)] * 4),
            [
                Finding(FindingKind.ONE_TIER, 4, 4),
                Finding(FindingKind.EQUAL_SCORES, 4, 4),
                Finding(FindingKind.MANY_ADVANCED, 4, 4),
            ],
        ),
    ],
)
def test_findings_follow_the_rule(judged, expected):
    assert findings(judged) == expected
