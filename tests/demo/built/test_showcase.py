"""What the branches of the demo help, show and tell each other stands in every state."""

from collections import Counter

from pledges.choices import EntryState
from pledges.models import ShowcaseEntry, Twinning
from pledges.queries.twinnings.on_day import silent_since, standing_of, there_on, with_records
from tests.demo.built.conftest import TODAY


def test_entries_stand_in_every_state_and_one_has_left_by_itself(demo, db):
    found = Counter(ShowcaseEntry.objects.values_list("state", flat=True))
    once = set(EntryState) - {EntryState.SELECTED, EntryState.WITHDRAWN}
    assert found == {EntryState.SELECTED: 6, **dict.fromkeys(once, 1)}
    assert ShowcaseEntry.objects.public_on(TODAY).count() == 5


def test_twinnings_run_are_silent_proposed_and_ended(demo, db):
    rows = with_records(there_on(Twinning.objects.all(), TODAY), TODAY)
    found = {standing_of(row, TODAY, silent_since(TODAY)).value for row in rows}
    assert found == {"in_force", "silent", "proposed", "ended", "nothing"}
