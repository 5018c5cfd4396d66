"""Whether a benchmark counts on a day (R35)."""

from dataclasses import replace
from datetime import date

import pytest

from pledges.rules.benchmarks import BenchmarkFacts, Lapse, lapse
from ratings.choices import Tier

DAY = date(2012, 6, 1)
OWN = BenchmarkFacts(date(2012, 5, 1), None, None, both_open=True, same_unit=True, tier=Tier.ADVANCED)
ELSEWHERE = replace(OWN, same_unit=False)
APPROVED = {"approved_on": date(2012, 5, 20)}


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (OWN, None),
        (replace(OWN, starts_on=DAY), None),
        (replace(OWN, starts_on=date(2012, 6, 2)), Lapse.AHEAD),
        (replace(OWN, ends_on=DAY), Lapse.ENDED),
        (replace(OWN, ends_on=date(2012, 6, 2)), None),
        (replace(OWN, both_open=False), Lapse.CLOSED),
        (replace(OWN, tier=Tier.GOOD), Lapse.FALLEN),
        (replace(OWN, tier=None), Lapse.FALLEN),
        (replace(OWN, tier=Tier.GOOD, **APPROVED), None),
        (replace(OWN, tier=Tier.GOOD, approved_on=DAY), None),
        (replace(OWN, tier=Tier.GOOD, approved_on=date(2012, 6, 2)), Lapse.FALLEN),
        (replace(OWN, tier=Tier.ORDINARY, **APPROVED), Lapse.FALLEN),
        (ELSEWHERE, Lapse.ELSEWHERE),
        (replace(ELSEWHERE, approved_on=date(2012, 6, 2)), Lapse.ELSEWHERE),
        (replace(ELSEWHERE, **APPROVED), None),
        (replace(ELSEWHERE, tier=Tier.GOOD, **APPROVED), Lapse.FALLEN),
    ],
)
def test_lapse(facts, expected):
    assert lapse(facts, DAY) == expected
