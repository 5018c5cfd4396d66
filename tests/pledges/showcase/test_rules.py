"""Whether an entry is public, as a table; set-based it is the same."""

import pytest
from django.utils import timezone

from pledges.choices import EntryState, Showing
from pledges.models import ShowcaseEntry
from pledges.rules.showcase import showing
from ratings.choices import Tier
from tests.pledges.made import TODAY
from tests.pledges.showcase.shown import drafted
from tests.world import close, rate

SELECTED = EntryState.SELECTED


@pytest.mark.parametrize(
    ("state", "is_open", "tier", "answer"),
    [
        (SELECTED, True, Tier.ADVANCED, Showing.PUBLIC),
        (SELECTED, True, Tier.GOOD, Showing.FALLEN),
        (SELECTED, True, Tier.LAGGING, Showing.FALLEN),
        (SELECTED, True, None, Showing.FALLEN),
        (SELECTED, False, Tier.ADVANCED, Showing.CLOSED),
        (EntryState.SUPPORTED, True, Tier.ADVANCED, Showing.NOT_SELECTED),
        (EntryState.TAKEN_OFF, True, Tier.ADVANCED, Showing.TAKEN_OFF),
        (EntryState.WITHDRAWN, True, Tier.GOOD, Showing.WITHDRAWN),
        (EntryState.WITHDRAWN, False, Tier.ADVANCED, Showing.CLOSED),
    ],
)
def test_showing(state, is_open, tier, answer):
    assert showing(state, is_open=is_open, tier=tier) == answer


@pytest.mark.parametrize("is_closed", [False, True])
@pytest.mark.parametrize("tier", [Tier.ADVANCED, Tier.GOOD, Tier.LAGGING])
def test_query_and_rule_agree(branch, world, tier, is_closed):
    entry = drafted(branch)
    rate(branch, world.baseline, tier)
    if is_closed:
        close(branch, TODAY)
    for state in EntryState:
        facts = {"selected_on": TODAY, "reason": "核实"}
        ShowcaseEntry.objects.filter(pk=entry.pk).update(state=state, **facts)
        row = ShowcaseEntry.objects.with_tier(timezone.localdate()).select_related("organisation").get()
        said = showing(row.state, is_open=row.organisation.is_open_on(TODAY), tier=row.tier)
        assert (said == Showing.PUBLIC) == ShowcaseEntry.objects.public_on(TODAY).exists()
